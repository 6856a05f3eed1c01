//! `atom.xml`: a feed in the Atom Syndication Format, RFC 4287.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event as Xml},
};

use super::{
    feed::{Entry, Feed},
    text,
};

/// What a feed without entries was last changed on: it must say something, and nothing is known.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// The feed as an Atom document.
pub fn atom(feed: &Feed) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Writing to memory does not fail.
    write(&mut writer, feed).unwrap_or_default();
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn write(writer: &mut Writer<Vec<u8>>, feed: &Feed) -> io::Result<()> {
    writer.write_event(Xml::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    let root = writer.create_element("feed");
    root.with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", feed.language.as_str()))
        .write_inner_content(|writer| {
            element(writer, "id", &feed.atom)?;
            element(writer, "title", &feed.title)?;
            if let Some(description) = &feed.description {
                element(writer, "subtitle", description)?;
            }
            link(writer, "self", "application/atom+xml", &feed.atom)?;
            link(writer, "alternate", "text/html", &feed.page)?;
            element(writer, "updated", &feed.modified.map_or_else(|| NEVER.to_owned(), text::rfc3339))?;
            writer.create_element("author").write_inner_content(|writer| {
                element(writer, "name", &feed.author)?;
                element(writer, "uri", &feed.home)
            })?;
            element(writer, "generator", "Rashomon")?;
            feed.entries.iter().try_for_each(|event| entry(writer, event))
        })?;
    Ok(())
}

fn entry(writer: &mut Writer<Vec<u8>>, entry: &Entry) -> io::Result<()> {
    writer.create_element("entry").write_inner_content(|writer| {
        element(writer, "id", &entry.id)?;
        element(writer, "title", &entry.title)?;
        link(writer, "alternate", "text/html", &entry.address)?;
        element(writer, "updated", &text::rfc3339(entry.modified))?;
        for topic in &entry.topics {
            writer.create_element("category").with_attribute(("term", topic.as_str())).write_empty()?;
        }
        element(writer, "summary", &entry.summary)?;
        let content = writer.create_element("content").with_attribute(("type", "html"));
        content.write_text_content(BytesText::new(&entry.html()))?;
        Ok(())
    })?;
    Ok(())
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, content: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(&text::clean(content)))?;
    Ok(())
}

fn link(writer: &mut Writer<Vec<u8>>, rel: &str, mime: &str, href: &str) -> io::Result<()> {
    let link = writer.create_element("link").with_attribute(("rel", rel)).with_attribute(("type", mime));
    link.with_attribute(("href", href)).write_empty()?;
    Ok(())
}
