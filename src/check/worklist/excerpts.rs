//! Excerpts that are not verified: nobody has found their words in the article.

use super::{Item, Kind, Places};
use crate::model::{Event, Source};

/// One item a source with such excerpts, at the first of them in its file.
pub fn unverified(places: &Places, event: &Event) -> Vec<Item> {
    event.sources().filter_map(|source| of_source(places, source)).collect()
}

fn of_source(places: &Places, source: &Source) -> Option<Item> {
    let marks: Vec<usize> = source.marks.iter().filter(|mark| mark.found.is_none()).map(|mark| mark.written).collect();
    let all_near = source.absent.iter().filter_map(|absent| Some((absent.near.as_deref()?, &absent.near_found)));
    let near: Vec<&str> = all_near.clone().filter(|(_, found)| found.is_none()).map(|(near, _)| near).collect();
    let (open, all) = (marks.len() + near.len(), source.marks.len() + all_near.count());
    let message = match (open, all) {
        (0, _) => return None,
        (_, 1) => "the only excerpt is not verified".to_owned(),
        _ if open == all => format!("none of {all} excerpts is verified"),
        (1, _) => format!("1 of {all} excerpts is not verified"),
        _ => format!("{open} of {all} excerpts are not verified"),
    };
    let place = places.source(&source.id)?.first_excerpt(&marks, &near);
    Some(Item::new(Kind::Unverified, message, &place))
}
