//! Decimal numbers without rounding, so that "about 0.3" reaches exactly to 0.33.

use std::fmt;

/// Decimal places that an editor may write.
const PLACES: u32 = 9;
/// One more place than editors may write, so that a tenth of any value is exact too.
const ONE: i128 = 10_i128.pow(PLACES + 1);

/// A decimal number of at most 18 digits before the point and 9 after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    /// Reads digits with an optional sign and decimal point, without digit grouping.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain =
            |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !plain(whole, 18) || !plain(fraction, PLACES as usize) {
            return None;
        }
        let scale = ONE / 10_i128.pow(u32::try_from(fraction.len()).ok()?);
        let value = whole.parse::<i128>().ok()? * ONE + fraction.parse::<i128>().ok()? * scale;
        Some(Decimal(if negative { -value } else { value }))
    }

    /// A tenth of the number's size.
    #[must_use]
    pub fn tenth(self) -> Decimal {
        Decimal(self.0.abs() / 10)
    }

    #[must_use]
    pub fn plus(self, other: Decimal) -> Decimal {
        Decimal(self.0 + other.0)
    }

    #[must_use]
    pub fn minus(self, other: Decimal) -> Decimal {
        Decimal(self.0 - other.0)
    }

    /// The number for drawing, where rounding does not matter.
    #[expect(clippy::cast_precision_loss, reason = "only for positions in pictures")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE as f64
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, fraction) = (self.0.abs() / ONE, self.0.abs() % ONE);
        write!(f, "{sign}{whole}")?;
        if fraction == 0 {
            return Ok(());
        }
        let digits = format!("{fraction:0width$}", width = PLACES as usize + 1);
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}
