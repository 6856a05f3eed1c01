//! Who publishes.

use super::Html;

/// An outlet's profile.
#[derive(Clone, Debug)]
pub struct Outlet {
    pub id: String,
    pub name: String,
    /// A name of ten letters or so, for tables; the full name if the editor gave none.
    pub short: String,
    /// Agency, newspaper, broadcaster …
    pub kind: Option<String>,
    pub url: Option<String>,
    pub country: Option<String>,
    /// The names or tags of its languages, as the editor wrote them.
    pub languages: Vec<String>,
    pub ownership: Option<Ownership>,
    pub body: Html,
    /// Whether it has no page: a draft that is not built.
    pub draft: bool,
    /// Whatever stands under `[extra]`.
    pub extra: serde_json::Value,
}

/// Who owns it, in a sentence, and who says so.
#[derive(Clone, Debug)]
pub struct Ownership {
    pub text: String,
    pub source: Option<String>,
    pub url: Option<String>,
}
