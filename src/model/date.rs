//! Dates as editors write them: a day, or a day with a time that may lack its zone.

use std::fmt;

use jiff::{civil, tz::Offset};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar day, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub civil::Date);

impl Day {
    /// Reads `2023-06-04`; `None` if it has another form or no such day exists.
    pub fn parse(text: &str) -> Option<Day> {
        let form = text.len() == 10 && text.is_ascii() && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
        form.then(|| text.parse().ok().map(Day)).flatten()
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::parse(&text).ok_or_else(|| serde::de::Error::custom("no day"))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A day, with a time of day and an offset from UTC where they are known. A time without offset is
/// kept as written; its zone is then unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub day: Day,
    pub time: Option<civil::Time>,
    pub offset: Option<Offset>,
}

impl Moment {
    /// Reads `2023-06-04`, `2023-06-04T10:21:00` or `2023-06-04T10:21:00+01:00` (or `Z`; seconds may
    /// be left out, a space may stand for the `T`).
    pub fn parse(text: &str) -> Option<Moment> {
        let (day, rest) = text.split_at_checked(10)?;
        let day = Day::parse(day)?;
        if rest.is_empty() {
            return Some(Moment { day, time: None, offset: None });
        }
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
        let (time, zone) = rest.split_at(zone_at);
        Some(Moment { day, time: Some(parse_time(time)?), offset: parse_offset(zone)? })
    }

    /// A key that sorts by publication. A time with an offset counts as its instant, one without as it
    /// is written; a day without time comes before the times of that day.
    pub fn sort_key(&self) -> (civil::DateTime, bool) {
        let written = self.day.0.to_datetime(self.time.unwrap_or(civil::Time::midnight()));
        let instant = self.offset.and_then(|offset| written.checked_sub(offset.duration_since(Offset::UTC)).ok());
        (instant.unwrap_or(written), self.time.is_some())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        match self.offset {
            None => Ok(()),
            Some(offset) if offset.is_zero() => write!(f, "Z"),
            Some(offset) => {
                let seconds = offset.seconds();
                let sign = if seconds < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", seconds.abs() / 3600, seconds.abs() / 60 % 60)
            }
        }
    }
}

fn parse_time(text: &str) -> Option<civil::Time> {
    let well_formed = match text.split_once('.') {
        Some((whole, fraction)) => {
            whole.len() == 8 && fraction.len() <= 9 && fraction.bytes().all(|b| b.is_ascii_digit())
        }
        None => text.len() == 8 || text.len() == 5,
    };
    (well_formed && !text.starts_with('T')).then(|| text.parse().ok()).flatten()
}

/// The outer `None` says that the text is no offset, the inner one that there is none.
#[expect(clippy::option_option, reason = "an absent offset and a wrong one are different things")]
fn parse_offset(text: &str) -> Option<Option<Offset>> {
    match text {
        "" => Some(None),
        "Z" | "z" => Some(Some(Offset::UTC)),
        _ => {
            let (sign, digits) = text.split_at_checked(1)?;
            let (hours, minutes) = digits.split_once(':')?;
            let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            if !digits(hours) || !digits(minutes) {
                return None;
            }
            let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = (hours * 60 + minutes) * 60;
            Offset::from_seconds(if sign == "-" { -seconds } else { seconds }).ok().map(Some)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_keep_what_is_written() {
        for text in ["2023-06-04", "2023-06-04T10:21:00", "2023-06-04T10:21:00Z", "2023-06-04T10:21:00-03:30"] {
            assert_eq!(Moment::parse(text).expect(text).to_string(), text);
        }
        assert_eq!(Moment::parse("2023-06-04 10:21").expect("short").to_string(), "2023-06-04T10:21:00");
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2023-02-30",
            "2023-6-4",
            "04.06.2023",
            "2023-06-04T25:00:00",
            "2023-06-04T10:21:00+1:00",
            "2023-06-04T10:21:00++1:00",
            "",
            "2023-06-04x",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
