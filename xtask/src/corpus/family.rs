//! A process and all that it started, as Linux tells of them in `/proc`.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

/// A process that is, and what descends from it.
#[derive(Debug, Default)]
pub(super) struct Family {
    members: Vec<Member>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Member {
    id: u32,
    parent: u32,
    /// How long it worked so far, with those that it started and that ended. In hundredths of a second, in which the
    /// kernel counts wherever Rust runs.
    worked: u64,
}

/// The process with this number and its descendants; none where the system does not tell.
pub(super) fn of(process: u32) -> Option<Family> {
    let entries = fs::read_dir("/proc").ok()?;
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let all: Vec<Member> = ids.filter_map(read).collect();
    all.iter().any(|member| member.id == process).then(|| Family { members: descendants(process, &all) })
}

/// Ends a process, and its family if it is known.
pub(super) fn stop(process: u32, family: Option<&Family>) {
    let mut ids = vec![process.to_string()];
    ids.extend(family.into_iter().flat_map(|family| &family.members).map(|member| member.id.to_string()));
    let mut command = if cfg!(windows) { Command::new("taskkill") } else { Command::new("kill") };
    match cfg!(windows) {
        true => command.args(["/F", "/T", "/PID"]).arg(process.to_string()),
        false => command.arg("-KILL").args(ids),
    };
    // Some may have ended by themselves just now.
    let _ = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
}

impl Family {
    /// How long all of it worked so far.
    pub(super) fn worked(&self) -> Duration {
        let hundredths = self.members.iter().fold(0, |sum: u64, member| sum.saturating_add(member.worked));
        Duration::from_millis(hundredths.saturating_mul(10))
    }

    /// The memory that all of it has now.
    pub(super) fn memory(&self) -> u64 {
        self.members.iter().filter_map(|member| memory(member.id)).sum()
    }
}

/// Those of `all` that descend from a process, and the process.
fn descendants(process: u32, all: &[Member]) -> Vec<Member> {
    let mut children: BTreeMap<u32, Vec<Member>> = BTreeMap::new();
    for member in all {
        children.entry(member.parent).or_default().push(*member);
    }
    let mut found: Vec<Member> = all.iter().filter(|member| member.id == process).copied().collect();
    let mut next = 0;
    while let Some(member) = found.get(next) {
        // Each is taken once, whatever the numbers say.
        let born = children.remove(&member.id).unwrap_or_default();
        found.extend(born);
        next += 1;
    }
    found
}

fn read(id: u32) -> Option<Member> {
    member(id, &fs::read_to_string(format!("/proc/{id}/stat")).ok()?)
}

fn member(id: u32, stat: &str) -> Option<Member> {
    // The second field is a name in parentheses, in which anything may stand.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace();
    let parent = fields.nth(1)?.parse().ok()?;
    let times = fields.skip(9).take(4).map_while(|field| field.parse::<u64>().ok());
    Some(Member { id, parent, worked: times.fold(0, u64::saturating_add) })
}

fn memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_kernel_is_read_behind_the_name() {
        let stat = "7 (a) b) R 3 7 7 0 -1 4194304 100 0 0 0 11 2 30 4 20 0 1 0 0 0 0\n";
        assert_eq!(member(7, stat), Some(Member { id: 7, parent: 3, worked: 47 }));
        assert_eq!(member(7, "7 (a"), None);
    }

    #[test]
    fn children_of_children_belong_to_the_family() {
        let all = [(1, 0), (2, 1), (3, 2), (4, 1), (5, 3)].map(|(id, parent)| Member { id, parent, worked: 1 });
        let ids: Vec<u32> = descendants(2, &all).iter().map(|member| member.id).collect();
        assert_eq!(ids, [2, 3, 5]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_is_found_and_works() {
        let before = of(std::process::id()).unwrap();
        assert!(before.memory() > 0);
        let start = std::time::Instant::now();
        while of(std::process::id()).unwrap().worked() <= before.worked() {
            assert!(start.elapsed() < Duration::from_secs(60), "it worked all the time");
        }
    }
}
