//! Parts that several kinds of pages share, as templates see them.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::comparison_view::DepthView;
use crate::model::Translator;

/// What every page has, whatever it shows. Its fields stand at the top of a template's context,
/// beside those of the page's own kind.
#[derive(Debug, Clone, Serialize)]
pub struct Shell {
    pub site: SiteView,
    pub page: PageHead,
    /// The way from this page to the site's root: `./`, `../`, `../../` …
    pub root: String,
    /// Link to the home page.
    pub home: String,
    /// Links of the masthead, in order.
    pub nav: Vec<NavLink>,
    /// Feeds of what the page is about, then those of the site.
    pub feeds: Vec<FeedLink>,
    /// Link to the corrections of all events.
    pub corrections_href: String,
    /// Language of the page (BCP 47): the editor's.
    pub language: String,
    /// The same for `og:locale`: `en_GB`, or `en` where no country is given.
    pub locale: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The Content-Security-Policy, less what a `<meta>` cannot carry.
    pub policy: &'static str,
}

/// The site's settings that templates may show.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    pub title: String,
    pub description: Option<String>,
    pub contact: Option<String>,
    pub language: String,
    /// Whatever stands under `[extra]` in `site.toml`.
    pub extra: serde_json::Value,
}

/// What stands in a page's `<head>`.
#[derive(Debug, Clone, Serialize)]
pub struct PageHead {
    /// Name of the template without `.html`: `event`, `source`, `home` …
    pub kind: &'static str,
    pub title: String,
    pub description: Option<String>,
    /// The page's full address.
    pub canonical: String,
    /// Whether search engines are asked to pass it over.
    pub noindex: bool,
    /// Whether the page has highlighted code and needs `highlight.css`.
    pub has_code: bool,
    /// Whether it is a draft, shown only on demand.
    pub draft: bool,
    /// When what it shows was last changed, as far as the editor says.
    pub modified: Option<DateView>,
    /// The picture that stands for the page where a link to it is shared.
    pub image: Option<CardImage>,
    /// JSON-LD for a `<script type="application/ld+json">`, safe to stand in one.
    pub json_ld: Option<String>,
}

/// A picture for links that are shared.
#[derive(Debug, Clone, Serialize)]
pub struct CardImage {
    /// Its full address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    pub height: u32,
    /// What it shows, in words.
    pub alt: String,
}

/// A feed that belongs to a page.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLink {
    pub title: String,
    pub href: String,
    /// `application/atom+xml` or `application/feed+json`.
    pub mime: &'static str,
}

/// A link of the masthead.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// `events`, `topics`, `outlets`, `methodology`, `about`: the label is the word `nav-<key>`.
    pub key: &'static str,
    pub href: String,
    /// Whether the page at hand belongs under it.
    pub current: bool,
}

/// Words of a report. `{{ excerpt.text | quoted }}` prints them in quotation marks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExcerptView {
    pub text: String,
    /// The words' language, where it is not the page's.
    pub lang: Option<String>,
    pub translation: Option<TranslationView>,
    /// Whether nobody has found them in the article yet: the page says so.
    pub unverified: bool,
}

/// An excerpt in the editor's language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TranslationView {
    pub text: String,
    /// The translation's language, where it is not the page's.
    pub lang: Option<String>,
    /// `outlet`, `staff` or `machine`: the word `translated-by-<by>`.
    pub by: &'static str,
}

impl<'de> Deserialize<'de> for TranslationView {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Written {
            text: String,
            lang: Option<String>,
            by: String,
        }
        let Written { text, lang, by } = Written::deserialize(deserializer)?;
        let known = Translator::NAMES.iter().find(|(known, _)| *known == by);
        let by = known.map(|(known, _)| *known).ok_or_else(|| D::Error::custom("no translator"))?;
        Ok(TranslationView { text, lang, by })
    }
}

/// A day or moment. `{{ date | date }}` prints it long, `{{ date | date(style="short") }}` without
/// the year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DateView {
    /// `2023-06-04` or `2023-06-04T10:21:00+01:00`, for `<time datetime>`.
    pub iso: String,
    /// Time of day as written, `10:21`.
    pub time: Option<String>,
    /// Offset as written, `+01:00`; `None` with a time means that the zone is unknown.
    pub offset: Option<String>,
}

/// A report's names and links, as columns, lists and sentences need them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportLink {
    /// The source's id.
    pub id: String,
    /// Its place among the event's reports, from 1; `None` for a text that reports draw on.
    pub number: Option<usize>,
    /// The outlet's full name.
    pub name: String,
    /// The outlet's short name.
    pub short: String,
    /// Language of the names, where a text without outlet has its title for a name and that is not in
    /// the page's language.
    pub lang: Option<String>,
    /// Link to the report's page.
    pub href: String,
}

/// To whom a report attributes something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ByView {
    /// The voice's label, or the editor's word with its hyphens as spaces (or its label).
    pub label: String,
    /// Link to the voice on the event's page.
    pub href: Option<String>,
}

/// A value as readers see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueView {
    /// The number in the page's notation, the date, or the word's label.
    pub label: String,
    /// Whether it is a number or a range.
    pub figure: bool,
    /// `about`, `at-least` …: the word `qualifier-<name>`.
    pub qualifier: Option<&'static str>,
}

/// A piece of a report's body.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PieceView {
    /// HTML that is printed as it is.
    Html { html: String },
    /// A mark.
    Mark { mark: MarkView },
}

/// A mark in a report's body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarkView {
    pub excerpt: ExcerptView,
    /// Anchor of the mark on the source's page.
    pub anchor: String,
    /// Link to the first thing it is on; on the event's page `#<fact>`.
    pub href: String,
    /// Numbers of the facts that it carries.
    pub numbers: Vec<usize>,
    /// Ids of the facts, terms, voices and frames that it is on, such as `fact:nato-700`.
    pub on: Vec<String>,
    /// Whether the reports differ in one of its facts.
    pub differs: bool,
    /// The capture's line, where known.
    pub para: Option<u32>,
    /// `headline` or `caption`, for words that stand there.
    pub zone: Option<&'static str>,
    /// How far into the article they stand.
    pub depth: Option<DepthView>,
    pub comment: Option<String>,
    /// The words in the article itself: its address with a text fragment.
    pub original: Option<String>,
}
