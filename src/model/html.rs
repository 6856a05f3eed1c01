//! Rendered text that does not yet know on which page it will stand.

/// HTML that is safe to print, in pieces: links within the site and marks are left open, since they
/// look different from every page. An empty list is no text.
pub type Html = Vec<Piece>;

/// A piece of rendered text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// HTML that is printed as it is.
    Html(String),
    /// A link within the site, at the place of a URL in an attribute.
    Link(Link),
    /// The place of a mark, by its index in the source that the text belongs to.
    Mark(usize),
}

/// Where a link within the site leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// A file of the content (`content/about.md`, a picture), and an anchor in it.
    File { path: String, anchor: Option<String> },
    /// An address from the site's root, such as `/methodology/#values`.
    Address(String),
}
