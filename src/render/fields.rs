//! Contexts for templates, of no more than the template can ask for.
//!
//! A page of an event has far more in its context than a plain theme shows, and turning it into the
//! values of templates costs more than drawing it. What a template names is known when it is compiled.

use std::{borrow::Cow, collections::HashSet, fmt};

use serde::{
    Serialize, Serializer,
    ser::{Impossible, SerializeMap, SerializeStruct},
};
use tera::{Context, Tera, TeraResult, Value};

/// A template that prints this prints all that it was given.
const ALL: &str = "__tera_context";

/// The names that a template can ask for; `None` if that may be any.
pub fn named<'t>(tera: &Tera, template: &str, texts: impl Iterator<Item = &'t str>) -> Option<HashSet<String>> {
    for text in texts {
        if text.contains(ALL) {
            return None;
        }
    }
    let mut names: HashSet<String> = tera.get_template_variables(template).ok()?.into_iter().map(Into::into).collect();
    // What functions ask for, and what components take from the page around them: see `implicit`.
    names.extend(["root", "language", "direction"].map(ToOwned::to_owned));
    Some(names)
}

/// What components take from the page without being given it, in a template's text: `@name`.
pub fn implicit(text: &str) -> impl Iterator<Item = String> {
    text.split('@')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>())
}

/// Adds to a context the fields of a struct or map that are named.
///
/// # Errors
/// When the value is neither, or one of its fields is no value for templates.
pub fn add(context: &mut Context, names: Option<&HashSet<String>>, value: &impl Serialize) -> TeraResult<()> {
    value.serialize(Fields { context, names, key: None }).map_err(|_| tera::Error::message("no fields for a template"))
}

struct Fields<'c> {
    context: &'c mut Context,
    names: Option<&'c HashSet<String>>,
    /// Of a map, the key whose value is next.
    key: Option<Cow<'static, str>>,
}

impl Fields<'_> {
    fn insert(&mut self, key: Cow<'static, str>, value: &(impl Serialize + ?Sized)) -> Result<(), fmt::Error> {
        if self.names.is_none_or(|names| names.contains(&*key)) {
            let value = Value::try_from_serializable(value).map_err(|_| fmt::Error)?;
            self.context.insert_value(key, value);
        }
        Ok(())
    }
}

impl SerializeStruct for Fields<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), fmt::Error> {
        self.insert(Cow::Borrowed(key), value)
    }

    fn end(self) -> Result<(), fmt::Error> {
        Ok(())
    }
}

impl SerializeMap for Fields<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), fmt::Error> {
        let key = Value::try_from_serializable(key).map_err(|_| fmt::Error)?;
        self.key = Some(Cow::Owned(key.as_str().ok_or(fmt::Error)?.to_owned()));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), fmt::Error> {
        let key = self.key.take().ok_or(fmt::Error)?;
        self.insert(key, value)
    }

    fn end(self) -> Result<(), fmt::Error> {
        Ok(())
    }
}

/// Refuses what has no fields.
macro_rules! refuse {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, _: $type) -> Result<(), fmt::Error> { Err(fmt::Error) })*
    };
}

impl<'c> Serializer for Fields<'c> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Impossible<(), fmt::Error>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Fields<'c>;
    type SerializeStruct = Fields<'c>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    refuse!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_none(self) -> Result<(), fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_unit(self) -> Result<(), fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), fmt::Error> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error)
    }
}
