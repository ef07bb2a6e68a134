//! What many numbers say together.

/// The number in the middle; of an even count of numbers, the mean of the two in the middle.
pub(super) fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    match values.len() % 2 {
        0 => Some((values.get(middle - 1)? + upper) / 2.0),
        _ => Some(upper),
    }
}

/// The mean of ratios: that of three and a third is one.
pub(super) fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    let logarithms: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    (!ratios.is_empty()).then(|| (logarithms / ratios.len() as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0]), Some(3.0));
        assert_eq!(median(&[9.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[9.0, 1.0, 2.0, 4.0]), Some(3.0));
    }

    #[test]
    fn a_geometric_mean_is_one_where_ratios_cancel_out() {
        assert_eq!(geometric_mean(&[]), None);
        assert!((geometric_mean(&[3.0, 1.0 / 3.0]).unwrap() - 1.0).abs() < 1e-12);
        assert!((geometric_mean(&[0.5, 0.5, 0.5]).unwrap() - 0.5).abs() < 1e-12);
    }
}
