//! Contexts for templates, of no more than the templates [name](super::names).
//!
//! Values are turned into those of templates by the templates' own serializer; this one stands before it
//! and lets the fields of structs pass that are named, at any depth. Maps are the editor's, and pass whole.

use std::borrow::Cow;

use serde::{
    Serialize, Serializer,
    ser::{
        SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
        SerializeTupleVariant,
    },
};
use tera::{Context, TeraResult, Value};

use crate::page::Names;

/// Adds to a context the fields of a struct that are named.
///
/// # Errors
/// When the value has no fields, or one of them is no value for templates.
pub fn add(context: &mut Context, names: &Names, value: &impl Serialize) -> TeraResult<()> {
    let fields = Value::try_from_serializable(&Named { value, names })?.into_map();
    for (name, value) in fields.ok_or_else(|| tera::Error::message("no fields for a template"))? {
        let name = name.as_str().map(ToOwned::to_owned);
        context.insert_value(Cow::Owned(name.unwrap_or_default()), value);
    }
    Ok(())
}

/// A value of which only the named fields are told.
struct Named<'n, T: ?Sized> {
    value: &'n T,
    names: &'n Names,
}

impl<T: Serialize + ?Sized> Serialize for Named<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(Through { inner: serializer, names: self.names })
    }
}

/// A serializer, or a part of one, before which the fields that nobody names are left out.
struct Through<'n, S> {
    inner: S,
    names: &'n Names,
}

impl<'n, S> Through<'n, S> {
    fn named<'v, T: ?Sized>(&self, value: &'v T) -> Named<'v, T>
    where
        'n: 'v,
    {
        Named { value, names: self.names }
    }

    fn asks_for(&self, key: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(key))
    }
}

/// Hands on what has no fields.
macro_rules! plain {
    ($($method:ident: $type:ty),*) => {
        $(fn $method(self, value: $type) -> Result<S::Ok, S::Error> { self.inner.$method(value) })*
    };
}

/// Hands on the elements of a list.
macro_rules! elements {
    ($($part:ident: $method:ident),*) => {
        $(impl<S: $part> $part for Through<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
                let value = self.named(value);
                self.inner.$method(&value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

/// Hands on the fields that are named.
macro_rules! fields {
    ($($part:ident),*) => {
        $(impl<S: $part> $part for Through<'_, S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), S::Error> {
                if !self.asks_for(key) {
                    return Ok(());
                }
                let value = self.named(value);
                self.inner.serialize_field(key, &value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.inner.end()
            }
        })*
    };
}

elements!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);
fields!(SerializeStruct, SerializeStructVariant);

impl<S: SerializeMap> SerializeMap for Through<'_, S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), S::Error> {
        self.inner.serialize_key(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), S::Error> {
        let value = self.named(value);
        self.inner.serialize_value(&value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.inner.end()
    }
}

impl<'n, S: Serializer> Serializer for Through<'n, S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Through<'n, S::SerializeSeq>;
    type SerializeTuple = Through<'n, S::SerializeTuple>;
    type SerializeTupleStruct = Through<'n, S::SerializeTupleStruct>;
    type SerializeTupleVariant = Through<'n, S::SerializeTupleVariant>;
    type SerializeMap = Through<'n, S::SerializeMap>;
    type SerializeStruct = Through<'n, S::SerializeStruct>;
    type SerializeStructVariant = Through<'n, S::SerializeStructVariant>;

    plain!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_f32: f32,
        serialize_f64: f64, serialize_char: char, serialize_str: &str, serialize_bytes: &[u8],
        serialize_unit_struct: &'static str
    );

    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_none()
    }

    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_some(&Named { value, names: self.names })
    }

    fn serialize_unit_variant(self, name: &'static str, at: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.inner.serialize_unit_variant(name, at, variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_struct(name, &Named { value, names: self.names })
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.inner.serialize_newtype_variant(name, at, variant, &Named { value, names: self.names })
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        Ok(Through { inner: self.inner.serialize_seq(length)?, names: self.names })
    }

    fn serialize_tuple(self, length: usize) -> Result<Self::SerializeTuple, S::Error> {
        Ok(Through { inner: self.inner.serialize_tuple(length)?, names: self.names })
    }

    fn serialize_tuple_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeTupleStruct, S::Error> {
        Ok(Through { inner: self.inner.serialize_tuple_struct(name, length)?, names: self.names })
    }

    fn serialize_tuple_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        Ok(Through { inner: self.inner.serialize_tuple_variant(name, at, variant, length)?, names: self.names })
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        Ok(Through { inner: self.inner.serialize_map(length)?, names: self.names })
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Self::SerializeStruct, S::Error> {
        Ok(Through { inner: self.inner.serialize_struct(name, length)?, names: self.names })
    }

    fn serialize_struct_variant(
        self,
        name: &'static str,
        at: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        Ok(Through { inner: self.inner.serialize_struct_variant(name, at, variant, length)?, names: self.names })
    }
}
