//! Numbers as people read them.

use std::time::Duration;

/// `2,041`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `1 file`, `2,041 files`.
pub fn count(number: usize, of_what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {of_what}{plural}", grouped(number))
}

/// `0.81 s`, `75 s`.
pub fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.2} s") } else { format!("{seconds:.0} s") }
}

/// `812 bytes`, `48 kB`, `13.0 MB`.
pub fn bytes(number: usize) -> String {
    match number {
        0..1_000 => count(number, "byte"),
        1_000..1_000_000 => format!("{} kB", number / 1_000),
        _ => format!("{}.{} MB", grouped(number / 1_000_000), number / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(count(0, "file"), "0 files");
        assert_eq!(count(1, "file"), "1 file");
        assert_eq!(count(123, "file"), "123 files");
        assert_eq!(count(1_234_567, "file"), "1,234,567 files");
        assert_eq!([bytes(999), bytes(48_100), bytes(13_049_000)], ["999 bytes", "48 kB", "13.0 MB"]);
        assert_eq!(seconds(Duration::from_millis(44)), "0.04 s");
        assert_eq!(seconds(Duration::from_secs(75)), "75 s");
    }
}
