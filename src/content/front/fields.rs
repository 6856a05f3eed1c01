//! How a table of fields is written down: names, kinds, and a sentence about each.
//!
//! The tables themselves stand beside the types that they fill: [`super::EVENT`], [`super::SOURCE`],
//! [`super::OUTLET`], [`super::PAGE`], and the site's in `config/`.

use super::tree::Syntax;

/// A key that may be written.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub name: &'static str,
    pub kind: FieldKind,
    pub need: Need,
    /// One sentence for whoever writes the key.
    pub about: &'static str,
}

/// Whether a key must be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    Never,
    /// Needed unless another key has this value.
    Unless(&'static str, &'static str),
    /// Needed only if another key has this value.
    If(&'static str, &'static str),
}

/// One kind of table where several are possible.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// What the key `kind` says.
    pub name: &'static str,
    pub fields: &'static [Field],
}

/// What a key takes.
#[derive(Clone, Copy, Debug)]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// Text that may have several lines.
    LongText,
    /// Text on one line in which every space counts.
    Path,
    /// Lower-case letters, digits and hyphens.
    Id,
    /// The last part of an address.
    Slug,
    /// `2023-06-04`.
    Day,
    /// A day, or a day with a time, with or without offset.
    Moment,
    Flag,
    /// A whole number from 1.
    Count,
    /// A number from 0 to 1.
    Share,
    /// A web address.
    Url,
    /// An address within the site, such as `/old/address/`.
    Address,
    /// A language tag (BCP 47).
    Language,
    /// A SHA-256 in hexadecimal.
    Hash,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// One of these words, which is checked together with the marks in the body.
    MarkWord(&'static [&'static str]),
    /// A number, a date or a word, kept as written.
    Reading,
    List(&'static FieldKind),
    /// A list that may have only so many entries.
    ShortList(&'static FieldKind, usize),
    Table(&'static [Field]),
    /// A list of tables.
    Tables(&'static [Field]),
    /// Text by text, in the order in which it is written.
    Labels,
    /// Tables by name. The key `kind`, which each variant has, says which variant a table is of.
    Variants(&'static [Variant]),
    /// Anything.
    Free,
}

impl Field {
    /// A key that must be written.
    pub const fn required(name: &'static str, kind: FieldKind, about: &'static str) -> Field {
        Field { name, kind, need: Need::Always, about }
    }

    /// A key that may be left out.
    pub const fn optional(name: &'static str, kind: FieldKind, about: &'static str) -> Field {
        Field { name, kind, need: Need::Never, about }
    }

    /// Says when the key is needed.
    #[must_use]
    pub const fn needed(mut self, need: Need) -> Field {
        self.need = need;
        self
    }

    /// How the key may look in a file.
    pub fn example(&self, syntax: Syntax) -> String {
        let name = self.name;
        match (syntax, self.kind) {
            (Syntax::Toml, FieldKind::Table(_) | FieldKind::Labels | FieldKind::Free) => format!("[{name}]"),
            (Syntax::Toml, FieldKind::Variants(_)) => format!("[{name}.name]"),
            (Syntax::Toml, FieldKind::Tables(_)) => format!("[[{name}]]"),
            (Syntax::Yaml, FieldKind::Table(_) | FieldKind::Labels | FieldKind::Variants(_) | FieldKind::Free) => {
                format!("{name}:")
            }
            (Syntax::Toml, kind) => format!("{name} = {}", kind.example()),
            (Syntax::Yaml, kind) => format!("{name}: {}", kind.example()),
        }
    }
}

impl FieldKind {
    /// What the key takes, for messages: "must be …".
    pub fn wanted(&self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::LongText | FieldKind::Path | FieldKind::Hash => "text",
            FieldKind::Id => "an id",
            FieldKind::Slug => "a part of an address",
            FieldKind::Day => "a date",
            FieldKind::Moment => "a date, with or without time",
            FieldKind::Flag => "`true` or `false`",
            FieldKind::Count => "a whole number",
            FieldKind::Share => "a number from 0 to 1",
            FieldKind::Url => "a web address",
            FieldKind::Address => "an address within the site",
            FieldKind::Language => "a language tag",
            FieldKind::OneOf(_) | FieldKind::MarkWord(_) => "a word",
            FieldKind::Reading => "a number, a date or a word",
            FieldKind::List(_) | FieldKind::ShortList(..) => "a list",
            FieldKind::Tables(_) => "a list of tables",
            FieldKind::Table(_) | FieldKind::Labels | FieldKind::Variants(_) | FieldKind::Free => "a table",
        }
    }

    /// Whether a value of this kind stands between quotation marks.
    pub fn is_text(&self) -> bool {
        self.example().starts_with('"')
    }

    /// A value of this kind as TOML and YAML both write it.
    fn example(&self) -> String {
        match self {
            FieldKind::Text | FieldKind::LongText => "\"…\"".to_owned(),
            FieldKind::Path => "\"some/path\"".to_owned(),
            FieldKind::Id | FieldKind::Slug => "\"some-name\"".to_owned(),
            FieldKind::Day => "2023-06-04".to_owned(),
            FieldKind::Moment => "2023-06-04T10:21:00+01:00".to_owned(),
            FieldKind::Flag => "true".to_owned(),
            FieldKind::Count => "5".to_owned(),
            FieldKind::Share => "0.3".to_owned(),
            FieldKind::Url => "\"https://example.org/\"".to_owned(),
            FieldKind::Address => "\"/old/address/\"".to_owned(),
            FieldKind::Language => "\"en\"".to_owned(),
            FieldKind::Hash => "\"64 hexadecimal digits\"".to_owned(),
            FieldKind::OneOf(words) | FieldKind::MarkWord(words) => {
                format!("\"{}\"", words.first().unwrap_or(&"some-word"))
            }
            FieldKind::Reading => "500".to_owned(),
            FieldKind::List(kind) | FieldKind::ShortList(kind, _) => format!("[{}]", kind.example()),
            FieldKind::Tables(_) => "[{}]".to_owned(),
            FieldKind::Table(_) | FieldKind::Labels | FieldKind::Variants(_) | FieldKind::Free => "{}".to_owned(),
        }
    }

    /// The fields of a table or of each table in a list.
    pub fn fields(&self) -> Option<&'static [Field]> {
        match self {
            FieldKind::Table(fields) | FieldKind::Tables(fields) => Some(fields),
            _ => None,
        }
    }
}

/// The names of a list of names and meanings, so that the words stand in one place only.
pub const fn names<T: Copy, const N: usize>(pairs: [(&'static str, T); N]) -> [&'static str; N] {
    let mut names = [""; N];
    let mut index = 0;
    while index < N {
        names[index] = pairs[index].0;
        index += 1;
    }
    names
}
