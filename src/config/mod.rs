//! The site's settings, from `site.toml`.
//!
//! They are read like front matter, against a table of fields. The targets of `[publish]` have tables of their
//! own ([`publish`]), and secrets none at all.

pub mod publish;
mod secrets;

use serde_json::Value as Json;

use crate::{
    content::front::{
        self, Checked,
        fields::{Field, FieldKind},
        forms,
    },
    diagnostic::{Code, Finding, Place, SourceText, sort},
    world::{World, read_text},
};
pub use publish::Target;

/// Where the settings stand, from the site's root.
pub const PATH: &str = "site.toml";

/// The keys of `site.toml`.
pub const SITE: &[Field] = &[
    Field::required("base_url", FieldKind::Url, "The address at which the site is published."),
    Field::required("title", FieldKind::Text, "The site's name."),
    Field::optional("description", FieldKind::LongText, "What the site is about, for search engines and feeds."),
    Field::optional("language", FieldKind::Language, "The language of the editor's words; `en` if left out."),
    Field::optional("contact", FieldKind::Text, "How readers reach the editor: an address of mail or of a page."),
    Field::optional("paginate_by", FieldKind::Count, "How many events a list shows on one page; 50 if left out."),
    Field::optional(
        "index_in_links",
        FieldKind::Flag,
        "Whether links name `index.html`, so that the built folder can be read from disk without a server.",
    ),
    Field::optional("quotation", FieldKind::Table(QUOTATION), "How much of an article may be quoted."),
    Field::optional("feeds", FieldKind::Table(FEEDS), "The news feeds."),
    Field::optional("share", FieldKind::Table(SHARE), "What is shown where a link to a page is shared."),
    Field::optional("search", FieldKind::Table(SEARCH), "The search page."),
    Field::optional("data", FieldKind::Table(DATA), "The files beside pages that hold the same as data."),
    Field::optional("worksheet", FieldKind::Table(WORKSHEET), "The sheets for a class."),
    Field::optional("preview", FieldKind::Table(PREVIEW), "The live preview."),
    Field::optional(
        "publish",
        FieldKind::Variants(publish::TARGETS),
        "Where the site is published, one table a target.",
    ),
    Field::optional("extra", FieldKind::Free, "Keys of your own for your templates."),
];

const QUOTATION: &[Field] = &[
    Field::optional("max_words", FieldKind::Count, "How many words an excerpt may have; 30 if left out."),
    Field::optional(
        "max_share",
        FieldKind::Share,
        "Which share of an article's words its excerpts of more than three words together may have; 0.3 if left out.",
    ),
];

const FEEDS: &[Field] = &[Field::optional("limit", FieldKind::Count, "How many events a feed has; 20 if left out.")];

const SEARCH: &[Field] =
    &[Field::optional("enabled", FieldKind::Flag, "Whether there is a search page; `true` if left out.")];

const SHARE: &[Field] = &[Field::optional(
    "cards",
    FieldKind::Flag,
    "Whether a picture is drawn for each event and for the site; `true` if left out.",
)];

const DATA: &[Field] = &[
    Field::optional(
        "comparison",
        FieldKind::Flag,
        "Whether each event has its comparison as JSON, CSV and annotations; `true` if left out.",
    ),
    Field::optional(
        "citations",
        FieldKind::Flag,
        "Whether each event and source has files that cite it; `true` if left out.",
    ),
];

const WORKSHEET: &[Field] =
    &[Field::optional("enabled", FieldKind::Flag, "Whether each event has a sheet for a class; `true` if left out.")];

const PREVIEW: &[Field] = &[Field::optional(
    "editor",
    FieldKind::Text,
    "The link by which the preview opens a place in your editor: `vscode://file/{path}:{line}:{column}`.",
)];

/// What `site.toml` says.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The file, for findings about what is examined later.
    pub source: SourceText,
    /// Ends with `/`.
    pub base_url: String,
    pub title: String,
    pub description: Option<String>,
    pub language: String,
    pub contact: Option<String>,
    pub paginate_by: u32,
    pub quotation: Quotation,
    pub feeds_limit: u32,
    pub search_enabled: bool,
    /// Whether pictures are drawn for links that are shared.
    pub share_cards: bool,
    pub beside: Beside,
    pub preview_editor: Option<String>,
    /// Whether links name `index.html`.
    pub index_in_links: bool,
    /// The targets in the order in which they are written.
    pub publish: Vec<Target>,
    pub extra: Json,
}

/// What is made beside the pages of each event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The comparison as data.
    pub comparison: bool,
    /// Files that cite the event and its sources.
    pub citations: bool,
    /// The sheet for a class.
    pub worksheet: bool,
}

/// How much of an article may be quoted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quotation {
    /// Words that an excerpt may have.
    pub max_words: u32,
    /// Share of an article's words that its excerpts may have together.
    pub max_share: f64,
}

/// Reads `site.toml`. What is missing or wrong has a harmless stand-in, and a finding.
pub fn load(world: &dyn World) -> (Settings, Vec<Finding>) {
    if !world.is_file(PATH) {
        let finding = Finding::error(Code::MissingFile, format!("there is no `{PATH}`"))
            .at(Place::File(PATH.into()))
            .hint("write it with `base_url` and `title`, or name the site's folder with `--root`");
        return (typed(&nothing(), SourceText::new(PATH, "")), vec![finding]);
    }
    let source = match read_text(world, PATH) {
        Ok(source) => source,
        Err(finding) => return (typed(&nothing(), SourceText::new(PATH, "")), vec![finding]),
    };
    let (checked, mut findings) = front::plain_toml(&source, SITE);
    let source = secrets::masked(&source);
    publish::about_secrets(&mut findings);
    for finding in &mut findings {
        if let Some((_, span)) = finding.place.text_and_span() {
            finding.place = source.at(span);
        }
    }
    let targets = publish::targets(checked.variants("publish"), &source, &mut findings);
    findings.extend(base_address(&checked, &source));
    findings.extend(editor(&checked, &source));
    sort(&mut findings);
    (Settings { publish: targets, ..typed(&checked, source) }, findings)
}

/// The checked form of an empty file, without the findings about it.
fn nothing() -> Checked {
    front::plain_toml(&SourceText::new(PATH, ""), SITE).0
}

fn typed(checked: &Checked, source: SourceText) -> Settings {
    let section = |name| checked.table(name);
    Settings {
        source,
        base_url: checked.text("base_url").map_or_else(|| "http://localhost/".to_owned(), folder),
        title: checked.text("title").unwrap_or_default(),
        description: checked.text("description"),
        language: checked.text("language").unwrap_or_else(|| "en".to_owned()),
        contact: checked.text("contact"),
        paginate_by: checked.count("paginate_by").unwrap_or(50),
        quotation: Quotation {
            max_words: section("quotation").and_then(|table| table.count("max_words")).unwrap_or(30),
            max_share: section("quotation").and_then(|table| table.share("max_share")).unwrap_or(0.30),
        },
        feeds_limit: section("feeds").and_then(|table| table.count("limit")).unwrap_or(20),
        search_enabled: section("search").and_then(|table| table.flag("enabled")).unwrap_or(true),
        share_cards: section("share").and_then(|table| table.flag("cards")).unwrap_or(true),
        beside: Beside {
            comparison: section("data").and_then(|table| table.flag("comparison")).unwrap_or(true),
            citations: section("data").and_then(|table| table.flag("citations")).unwrap_or(true),
            worksheet: section("worksheet").and_then(|table| table.flag("enabled")).unwrap_or(true),
        },
        preview_editor: section("preview").and_then(|table| table.text("editor")).filter(|link| is_editor(link)),
        index_in_links: checked.flag("index_in_links").unwrap_or_default(),
        publish: Vec::new(),
        extra: checked.free("extra"),
    }
}

/// Reads an address that takes the place of `base_url`, as the command line may give one.
///
/// # Errors
/// What is wrong with it, in words that follow its name.
pub fn base_url(text: &str) -> Result<String, String> {
    forms::url(text)?;
    if text.contains(['?', '#']) {
        return Err("has a part after `?` or `#`, which the address of a site cannot have".to_owned());
    }
    Ok(folder(text.to_owned()))
}

fn base_address(checked: &Checked, source: &SourceText) -> Option<Finding> {
    let address = checked.spanned("base_url")?;
    let what = base_url(&address.value).err()?;
    Some(Finding::error(Code::InvalidUrl, format!("`base_url` {what}")).at(source.at(address.span)))
}

/// An editor that the preview cannot open is left out.
fn editor(checked: &Checked, source: &SourceText) -> Option<Finding> {
    let link = checked.table("preview")?.spanned("editor").filter(|link| !is_editor(&link.value))?;
    let finding =
        Finding::warning(Code::InvalidValue, "`editor` is no link that can open a file").at(source.at(link.span));
    Some(
        finding.hint(
            "write a link of your editor's own scheme with `{path}` in it: `vscode://file/{path}:{line}:{column}`",
        ),
    )
}

/// Whether a link names an editor by a scheme of its own, and a place for the file.
fn is_editor(link: &str) -> bool {
    let scheme = link.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_plain = |scheme: &String| scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let scheme = scheme.filter(|scheme| !scheme.is_empty() && link.contains("{path}")).filter(is_plain);
    scheme.is_some_and(|scheme| !matches!(scheme.as_str(), "javascript" | "data" | "vbscript" | "blob"))
}

fn folder(mut address: String) -> String {
    if !address.ends_with('/') {
        address.push('/');
    }
    address
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::world::Listing;

    /// A site that is nothing but its settings.
    struct Only(Option<&'static str>);

    impl World for Only {
        fn files(&self, _: &str) -> io::Result<Listing> {
            Ok(Listing::default())
        }

        fn read(&self, _: &str) -> io::Result<Vec<u8>> {
            self.0.map(|text| text.as_bytes().to_vec()).ok_or_else(|| io::ErrorKind::NotFound.into())
        }

        fn is_file(&self, path: &str) -> bool {
            self.0.is_some() && path == PATH
        }
    }

    fn shown(findings: &[Finding]) -> Vec<String> {
        let show = |finding: &Finding| {
            let (line, column) = finding.place.line_column().unwrap_or_default();
            let words = finding.place.underlined().unwrap_or_default();
            format!("{} {line}:{column} {words}", finding.code.name())
        };
        findings.iter().map(show).collect()
    }

    #[test]
    fn two_keys_make_a_site() {
        let (settings, findings) = load(&Only(Some("base_url = \"https://example.org/x\"\ntitle = \"A site\"\n")));
        assert_eq!(shown(&findings), [] as [&str; 0]);
        assert_eq!(settings.base_url, "https://example.org/x/");
        assert_eq!(settings.title, "A site");
        assert_eq!(settings.language, "en");
        assert_eq!(settings.paginate_by, 50);
        assert_eq!(settings.quotation, Quotation { max_words: 30, max_share: 0.30 });
        assert_eq!(settings.feeds_limit, 20);
        assert!(settings.search_enabled && settings.share_cards);
        assert_eq!(settings.beside, Beside { comparison: true, citations: true, worksheet: true });
        assert!(!settings.index_in_links);
        assert!(settings.publish.is_empty());
    }

    #[test]
    fn an_editor_is_a_link() {
        for link in ["vscode://file/{path}:{line}", "idea://open?file={path}&line={line}"] {
            assert!(is_editor(link), "{link}");
        }
        for link in
            ["code -g {path}", "vscode://file/", "javascript://x/{path}", "://{path}", "data://{path}", "a b://{path}"]
        {
            assert!(!is_editor(link), "{link}");
        }
    }

    #[test]
    fn every_key_arrives() {
        let (settings, findings) = load(&Only(Some(
            "\u{feff}base_url = \"https://example.org/\"\r\ntitle = \"A site\"\r\ndescription = \"d\"\r\n\
             language = \"sr-Latn\"\r\ncontact = \"a@b.org\"\r\npaginate_by = 10\r\nindex_in_links = true\r\n\
             [quotation]\r\nmax_words = 40\r\nmax_share = 1\r\n[feeds]\r\nlimit = 5\r\n[search]\r\nenabled = false\r\n\
             [share]\r\ncards = false\r\n[data]\r\ncomparison = false\r\ncitations = false\r\n\
             [worksheet]\r\nenabled = false\r\n\
             [preview]\r\neditor = \"zed://file/{path}\"\r\n[publish.staging]\r\nkind = \"directory\"\r\npath = \"/srv/x\"\r\n\
             [publish.main]\r\nkind = \"s3\"\r\nbucket = \"b\"\r\n[extra]\r\ncolour = \"red\"\r\n",
        )));
        assert_eq!(shown(&findings), [] as [&str; 0]);
        assert_eq!(settings.description.as_deref(), Some("d"));
        assert_eq!(settings.language, "sr-Latn");
        assert_eq!(settings.contact.as_deref(), Some("a@b.org"));
        assert_eq!((settings.paginate_by, settings.feeds_limit), (10, 5));
        assert_eq!(settings.quotation, Quotation { max_words: 40, max_share: 1.0 });
        assert_eq!(settings.preview_editor.as_deref(), Some("zed://file/{path}"));
        assert!(settings.index_in_links && !settings.search_enabled && !settings.share_cards);
        assert_eq!(settings.beside, Beside { comparison: false, citations: false, worksheet: false });
        let targets: Vec<&str> = settings.publish.iter().map(|target| target.name.as_str()).collect();
        assert_eq!(targets, ["staging", "main"]);
        assert_eq!(settings.extra, serde_json::json!({"colour": "red"}));
    }

    #[test]
    fn everything_wrong_is_found_at_once() {
        let (settings, findings) = load(&Only(Some(
            "base_url = \"https://example.org/?a=b\"\npaginate_by = 0\nlimit = 3\n[quotation]\nmax_share = 30\n\
             [publish]\ntarget = \"s3\"\n",
        )));
        assert_eq!(
            shown(&findings),
            [
                "missing-key 1:1 ",
                "invalid-url 1:12 \"https://example.org/?a=b\"",
                "invalid-value 2:15 0",
                "unknown-key 3:1 limit",
                "invalid-value 5:13 30",
                "wrong-type 7:10 \"s3\"",
            ]
        );
        assert_eq!(findings[3].hint.as_deref(), Some("`limit` belongs under `[feeds]`"));
        assert_eq!(settings.paginate_by, 50);
    }

    #[test]
    fn a_folder_without_settings_is_no_site() {
        let (settings, findings) = load(&Only(None));
        assert_eq!(shown(&findings), ["missing-file 0:0 "]);
        assert_eq!(findings[0].place.file(), Some("site.toml"));
        assert!(findings[0].hint.as_deref().is_some_and(|hint| hint.contains("base_url")));
        assert_eq!(settings.base_url, "http://localhost/");
    }
}
