//! Dates as pages write them.

use jiff::fmt::rfc2822;

use crate::model::Moment;

/// The first date that can be read. A later one for the same day that tells more of it, the time or the
/// zone, takes its place.
pub fn best(written: impl Iterator<Item = String>) -> Option<Moment> {
    let mut best: Option<Moment> = None;
    for moment in written.filter_map(|text| read(&text)) {
        let better = best.as_ref().is_none_or(|best| moment.day == best.day && exactness(&moment) > exactness(best));
        if better {
            best = Some(moment);
        }
    }
    best
}

fn exactness(moment: &Moment) -> u8 {
    u8::from(moment.time.is_some()) + u8::from(moment.offset.is_some())
}

/// Reads a date in a form of ISO 8601, also with the zone as `+0300`, without separators or with slashes
/// or dots in year-first order, or of RFC 2822. Forms that could be read in two ways are not read.
fn read(text: &str) -> Option<Moment> {
    let text = text.trim();
    Moment::parse(text).or_else(|| Moment::parse(&regular(text)?)).or_else(|| {
        let mail = rfc2822::parse(text).ok()?;
        Moment::parse(&mail.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
    })
}

/// The form that the rest of the program reads, of one that is near to it.
fn regular(text: &str) -> Option<String> {
    let head: String = text.chars().take_while(|c| c.is_ascii_digit() || "-/.".contains(*c)).collect();
    let rest = text[head.len()..].trim();
    let day = match head.as_bytes() {
        [_, _, _, _, b'-' | b'/' | b'.', _, _, b'-' | b'/' | b'.', _, _] => head.replace(['/', '.'], "-"),
        digits if digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) => {
            format!("{}-{}-{}", &head[..4], &head[4..6], &head[6..])
        }
        _ => return None,
    };
    let rest = rest.trim_start_matches(['T', 't']);
    if rest.is_empty() {
        return Some(day);
    }
    let zone_at = rest.find(['Z', 'z', '+', '-', ' ', 'U', 'G']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone_at);
    let zone = match zone.trim() {
        "UTC" | "GMT" => "Z".to_owned(),
        zone if zone.len() == 5 && has_digits(zone) => format!("{}:{}", &zone[..3], &zone[3..]),
        zone if zone.len() == 3 && has_digits(zone) => format!("{zone}:00"),
        zone => zone.to_owned(),
    };
    // A fraction of a second has up to nine digits; no clock needs them.
    let time = time.split(['.', ',']).next().unwrap_or_default();
    Some(format!("{day}T{time}{zone}"))
}

/// Whether all after the sign are digits.
fn has_digits(zone: &str) -> bool {
    zone.get(1..).is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_keep_the_zone_that_is_written() {
        for (written, read_as) in [
            ("2024-03-14", "2024-03-14"),
            (" 2024-03-14T17:05:00.000+01:00 ", "2024-03-14T17:05:00+01:00"),
            ("2024-03-14T17:05:00.1234567890Z", "2024-03-14T17:05:00Z"),
            ("2024-03-14T17:05:00+0100", "2024-03-14T17:05:00+01:00"),
            ("2024-03-14 17:05:00 +01:00", "2024-03-14T17:05:00+01:00"),
            ("2024-03-14T17:05-0330", "2024-03-14T17:05:00-03:30"),
            ("2024-03-14 17:05:00 UTC", "2024-03-14T17:05:00Z"),
            ("2024/03/14 17:05", "2024-03-14T17:05:00"),
            ("20240314", "2024-03-14"),
            ("Thu, 14 Mar 2024 17:05:00 +0100", "2024-03-14T17:05:00+01:00"),
        ] {
            assert_eq!(read(written).map(|moment| moment.to_string()).as_deref(), Some(read_as), "{written}");
        }
        for wrong in ["", "03/04/2024", "14.03.2024", "yesterday", "2024-13-01", "1710435900", "2024-03-14Té", "é"] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_more_exact_of_one_day_is_taken() {
        let of = |dates: &[&str]| best(dates.iter().map(|d| (*d).to_owned())).map(|moment| moment.to_string());
        assert_eq!(
            of(&["x", "2024-03-14", "2024-03-15T01:00:00Z", "2024-03-14T09:00"]).as_deref(),
            Some("2024-03-14T09:00:00")
        );
        assert_eq!(of(&["2024-03-14T09:00:00Z", "2024-03-14T09:00:01Z"]).as_deref(), Some("2024-03-14T09:00:00Z"));
    }
}
