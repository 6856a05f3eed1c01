//! What templates may call beside Tera's own: the words, dates, numbers, quotation marks and lists of
//! the page's language, and links to assets.

use std::{borrow::Cow, sync::Arc};

use ahash::AHashMap;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::{
    assets::Assets,
    fonts::{Fonts, Style},
    lines::lines,
    settle,
};
use crate::{
    model::{Day, Decimal},
    words::{DateStyle, Language},
};

/// Registers everything; templates are checked against it when they are compiled.
pub fn register(tera: &mut Tera, language: Arc<Language>, assets: Arc<Assets>, fonts: Arc<Fonts>) {
    let words = Arc::clone(&language);
    tera.register_function("say", move |arguments: Kwargs, _: &State| say(&words, &arguments));
    let words = Arc::clone(&language);
    // Most words are said as they stand: these are ready for the templates.
    let ready = language.texts().filter(|(_, text)| !text.contains("{key}"));
    let ready: AHashMap<String, Value> = ready.map(|(key, text)| (key.to_owned(), Value::from(text))).collect();
    tera.register_filter(settle::SAID, move |key: &str, _: Kwargs, _: &State| {
        let said = || words.say_for(None, key, &[("key", key)]).map(Value::from);
        ready.get(key).cloned().or_else(said).ok_or_else(|| no_word(key))
    });
    let words = Arc::clone(&language);
    tera.register_function("list", move |arguments: Kwargs, _: &State| -> TeraResult<String> {
        Ok(words.list(&arguments.must_get::<Vec<String>>("items")?))
    });
    tera.register_function("asset", move |arguments: Kwargs, state: &State| asset(&assets, &arguments, state));
    let words = Arc::clone(&language);
    tera.register_function("lines", move |arguments: Kwargs, _: &State| broken(&fonts, &words, &arguments));
    let words = Arc::clone(&language);
    tera.register_filter("quoted", move |text: &str, _: Kwargs, _: &State| words.quoted(text));
    let words = Arc::clone(&language);
    // Takes the place of Tera's own, which knows no language and makes the rest of a text small.
    tera.register_filter("capitalize", move |text: &str, _: Kwargs, _: &State| words.capitalized(text));
    let words = Arc::clone(&language);
    tera.register_filter("number", move |number: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        if let Some(number) = number.as_u64() {
            return Ok(words.whole(number));
        }
        let number = Decimal::parse(&number.to_string());
        Ok(words.number(number.ok_or_else(|| Error::message("`number` takes a number"))?))
    });
    let words = Arc::clone(&language);
    tera.register_filter(settle::WRITTEN, move |value: Value, _: Kwargs, _: &State| text(&words, &value).into_owned());
    let words = Arc::clone(&language);
    tera.register_filter(settle::FORM, move |n: Value, _: Kwargs, _: &State| words.category(u64::try_from(n).ok()));
    let words = Arc::clone(&language);
    tera.register_filter("digits", move |text: &str, _: Kwargs, _: &State| words.digits(text));
    tera.register_filter("date", move |date: Value, arguments: Kwargs, _: &State| {
        date_filter(&language, &date, &arguments)
    });
}

/// `say(key="…", name=value …)`: a word, with `{name}` replaced; numbers as the language writes them.
fn say(language: &Language, arguments: &Kwargs) -> TeraResult<String> {
    let key = arguments.must_get::<&str>("key")?;
    let pairs: Vec<(&str, Cow<'_, str>)> =
        arguments.iter().filter_map(|(name, value)| Some((name.as_str()?, text(language, value)))).collect();
    let n = arguments.get::<u64>("n").ok().flatten();
    language.say_for(n, key, &pairs).ok_or_else(|| no_word(key))
}

fn no_word(key: &str) -> Error {
    Error::message(format!("`words.toml` has no word `{key}`"))
}

/// An argument as it is written: a number in the language's notation.
fn text<'v>(language: &Language, value: &'v Value) -> Cow<'v, str> {
    if let Some(text) = value.as_str() {
        return text.into();
    }
    if let Some(number) = value.as_u64() {
        return language.whole(number).into();
    }
    let written = value.to_string();
    let number = if value.is_number() { Decimal::parse(&written) } else { None };
    number.map_or(written, |number| language.number(number)).into()
}

/// `asset(path="theme.css")`: a link to a file of `static/`, from the page's `root`.
fn asset(assets: &Assets, arguments: &Kwargs, state: &State) -> TeraResult<String> {
    let path = arguments.must_get::<&str>("path")?;
    let name = assets.name_of(path).ok_or_else(|| Error::message(format!("there is no asset `static/{path}`")))?;
    let root = state.get::<String>("root")?.ok_or_else(|| Error::message("`asset` needs the page's `root`"))?;
    Ok(format!("{root}{name}"))
}

/// `lines(text="…", size=40, width=1000, most=2)`: a text in lines for a drawing; `serif` and `bold` say in
/// which font, `quoted` sets it in quotation marks. A text that no font can draw has no lines.
fn broken(fonts: &Fonts, language: &Language, arguments: &Kwargs) -> TeraResult<Vec<String>> {
    let is = |name: &str| arguments.get::<bool>(name).map(Option::unwrap_or_default);
    let text = arguments.must_get::<&str>("text")?.to_owned();
    let (text, end) = if is("quoted")? {
        // What stands behind any word stands behind the last one.
        (language.quoted(&text), language.quoted("a").rsplit('a').next().unwrap_or_default().to_owned())
    } else {
        (text, String::new())
    };
    if !fonts.can_draw(&text) {
        return Ok(Vec::new());
    }
    let style = Style { serif: is("serif")?, bold: is("bold")?, size: arguments.must_get("size")? };
    let (width, most) = (arguments.must_get("width")?, arguments.must_get("most")?);
    Ok(lines(fonts, &text, &end, style, width, most))
}

/// `date | date(style="short")`: a day in the page's language.
fn date_filter(language: &Language, date: &Value, arguments: &Kwargs) -> TeraResult<String> {
    let style = match arguments.get::<&str>("style")? {
        None | Some("long") => DateStyle::Long,
        Some("short") => DateStyle::Short,
        Some("month") => DateStyle::Month,
        Some(other) => return Err(Error::message(format!("`date` has no style `{other}`: long, short, month"))),
    };
    let iso = date.get_from_path("iso").and_then(|iso| iso.as_str()).or_else(|| date.as_str());
    let day = iso.and_then(|iso| Day::parse(iso.get(..10)?));
    Ok(language.date(day.ok_or_else(|| Error::message("`date` takes a date"))?, style))
}
