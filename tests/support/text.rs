//! HTML as a reader meets it: text in blocks, without markup.

/// Elements that stand in a line of text.
const INLINE: [&str; 23] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time",
];

/// Elements whose content nobody reads.
const SILENT: [&str; 4] = ["head", "script", "style", "svg"];

/// The text of `<main>`, or of the whole page if it has none, a block a line.
pub fn main(page: &str) -> String {
    let start = page.find("<main").unwrap_or(0);
    let end = page.find("</main>").unwrap_or(page.len());
    lines(&page[start..end])
}

/// The text of some HTML, a block a line, white space folded. A picture stands as its alternative text.
pub fn lines(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..end];
        rest = &rest[end..];
        let name = name_of(tag);
        if let Some(silent) = SILENT.iter().find(|silent| **silent == name).filter(|_| !tag.starts_with("</")) {
            let close = format!("</{silent}>");
            rest = rest.find(&close).map_or("", |end| &rest[end + close.len()..]);
        } else if name == "img" {
            let alt = tag.split("alt=\"").nth(1).and_then(|alt| alt.split('"').next()).unwrap_or_default();
            text.extend(["[picture: ", alt, "]"]);
        } else if !INLINE.contains(&name.as_str()) {
            text.push('\0');
        }
    }
    text.push_str(rest);
    let blocks = text.split('\0').map(|block| block.split_whitespace().collect::<Vec<_>>().join(" "));
    let told: Vec<String> = blocks.filter(|block| !block.is_empty()).map(|block| unescape(&block)).collect();
    told.join("\n")
}

/// The values of an attribute, in the order of the page.
pub fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let needle = format!(" {name}=\"");
    let mut values = Vec::new();
    for tag in html.split('<').map(|tag| tag.split('>').next().unwrap_or_default()) {
        values.extend(tag.split(needle.as_str()).skip(1).filter_map(|rest| rest.split('"').next()));
    }
    values
}

fn name_of(tag: &str) -> String {
    let name = tag.trim_start_matches(['<', '/']);
    name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase()
}

fn unescape(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}
