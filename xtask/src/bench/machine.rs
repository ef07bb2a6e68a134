//! What a measurement was made on: without it, its numbers say nothing.

use std::{fs, process::Command, thread};

/// `linux x86_64, 2 × AMD EPYC 7763, 8 GB; rustc 1.95.0 (…)`, as far as it can be told.
pub(super) fn describe() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let cpu = value_of("/proc/cpuinfo", "model name").unwrap_or_else(|| "processor".to_owned());
    let memory = value_of("/proc/meminfo", "MemTotal")
        .and_then(|size| size.strip_suffix(" kB")?.trim().parse::<u64>().ok())
        .map_or_else(String::new, |size| format!(", {} GB", (size * 1024).div_ceil(1_000_000_000)));
    let compiler = Command::new("rustc").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let compiler = String::from_utf8_lossy(&compiler);
    let (os, architecture) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("{os} {architecture}, {cores} × {cpu}{memory}; {}", compiler.trim())
}

/// What a file of Linux says of a name.
fn value_of(path: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix(':'))?;
    Some(value.trim().to_owned())
}
