//! Makes calls, one after the other, and says how long that took and what memory it left.

use std::{
    error::Error,
    fs,
    str::FromStr,
    time::{Duration, Instant},
};

use crate::Result;

/// What is called.
#[derive(Clone, Copy)]
pub(crate) enum Call {
    /// One text to one recipient.
    SendSms,
    /// The first page of the messages of a thread.
    ListMessages,
}

impl FromStr for Call {
    type Err = Box<dyn Error + Send + Sync>;

    fn from_str(name: &str) -> Result<Self> {
        match name {
            "send-sms" => Ok(Self::SendSms),
            "list-messages" => Ok(Self::ListMessages),
            _ => Err(format!("there is no call `{name}`").into()),
        }
    }
}

/// A client that can make the calls, as its user would.
pub(crate) trait Client {
    /// Sends a text, and says how many recipients it was accepted for.
    async fn send_sms(&self) -> Result<usize>;

    /// Reads a page of messages, and says how many there are.
    async fn list_messages(&self) -> Result<usize>;
}

/// After how many calls everything is there that stays: connections, buffers, the allocator's pools.
const SETTLED: usize = 10_000;

/// Makes the calls in a runtime of one thread and prints, as JSON, the seconds that they took, and how many bytes of
/// memory were in use when it had settled and at the end.
pub(crate) fn run(client: impl Client, call: Call, calls: usize) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let start = Instant::now();
        let mut settled = None;
        for number in 0..calls {
            one(&client, call).await?;
            if number + 1 == SETTLED {
                settled = memory();
            }
        }
        report(start.elapsed(), settled, memory())
    })
}

/// Makes a call.
pub(crate) async fn one(client: &impl Client, call: Call) -> Result<()> {
    let (count, expected) = match call {
        Call::SendSms => (client.send_sms().await?, 1),
        Call::ListMessages => (client.list_messages().await?, crate::answers::PAGE),
    };
    if count == expected { Ok(()) } else { Err(format!("expected {expected} results, found {count}").into()) }
}

fn report(took: Duration, settled: Option<u64>, memory: Option<u64>) -> Result<()> {
    println!("{}", serde_json::json!({ "seconds": took.as_secs_f64(), "settled": settled, "memory": memory }));
    Ok(())
}

/// The bytes of physical memory that this process has, where the system says so as Linux does.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(1024 * line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?)
}
