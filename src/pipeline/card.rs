//! Cards are planned, filled and drawn like pages; drawing is slow, so what was drawn once is kept.

use super::{claim, shared::Shared, theme::Theme};
use crate::{
    check::addresses::Claim,
    diagnostic::Finding,
    page::{
        address,
        card::{self, Card},
    },
};

use super::event::Resolved;

/// The path that the card of the site takes, if there are cards.
pub fn of_site(shared: &Shared<'_>) -> Option<Claim> {
    shared.settings.share_cards.then(|| claim(&address::card("/"), &"templates/card.svg".into()))
}

/// The bytes of the site's card.
///
/// # Errors
/// What its template failed of.
pub fn site_bytes(shared: &Shared<'_>, theme: &Theme) -> Result<Vec<u8>, Finding> {
    let card = card::site_card(&shared.site(), &|text| theme.can_draw(text));
    drawn(shared, theme, &card)
}

/// The bytes of an event's card.
///
/// # Errors
/// What its template failed of.
pub fn event_bytes(shared: &Shared<'_>, theme: &Theme, resolved: &Resolved) -> Result<Vec<u8>, Finding> {
    let ink = |text: &str| theme.can_draw(text);
    let card = card::event_card(&shared.site(), &resolved.event, &resolved.comparison, &ink);
    drawn(shared, theme, &card)
}

fn drawn(shared: &Shared<'_>, theme: &Theme, card: &Card) -> Result<Vec<u8>, Finding> {
    let drawing = theme.fill(card)?;
    if let Some(kept) = shared.kept.get(&drawing.key) {
        return Ok(kept);
    }
    let bytes = theme.draw(card, &drawing)?;
    shared.kept.put(&drawing.key, &bytes);
    Ok(bytes)
}
