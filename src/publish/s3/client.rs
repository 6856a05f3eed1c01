//! A bucket as the rest of this folder sees it: objects by the paths of the site.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use futures_util::TryStreamExt;
use object_store::{
    Attribute, AttributeValue, Attributes, BackoffConfig, ClientOptions, Error, GetOptions, ObjectStore,
    ObjectStoreExt, PutOptions, PutPayload, RetryConfig,
    aws::{AmazonS3, AmazonS3Builder},
    path::Path,
};
use url::Url;

use super::{
    credentials::{self, Found},
    explain::{Trouble, explain, without_credentials},
    headers::Headers,
    http::Connector,
    plan::{Listed, Seen},
};
use crate::{
    config::publish::S3,
    diagnostic::{Code, Finding},
};

/// The name under which the SHA-256 of the content is noted with each object of ours.
const MARK: &str = "rashomon-sha256";

/// A bucket, or a folder in it.
#[derive(Debug)]
pub struct Store {
    inner: AmazonS3,
    prefix: String,
    /// What must not be printed.
    secrets: Vec<String>,
    /// What is told of it when something goes wrong.
    about: About,
}

/// Where a site goes, for people.
#[derive(Clone, Debug)]
pub struct About {
    pub bucket: String,
    /// The address of the service.
    pub service: String,
    pub region: String,
    /// Where the credentials come from.
    pub credentials: String,
}

impl Store {
    /// Prepares the way to a bucket; nothing is asked of it yet.
    ///
    /// # Errors
    /// A finding if settings or credentials cannot be used.
    pub fn open(target: &S3) -> Result<Store, Finding> {
        let unusable = |why: String| {
            Finding::error(Code::PublishFailed, format!("cannot use the bucket `{}`: {why}", target.bucket))
        };
        let found = credentials::find().map_err(|why| {
            unusable(why).hint("set both `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or name a profile of `~/.aws/credentials` with `AWS_PROFILE`")
        })?;
        let region = target.region.clone().or_else(|| found.region.clone()).unwrap_or_else(|| "us-east-1".to_owned());
        let endpoint = target.endpoint.clone().or_else(|| found.endpoint.clone());
        let service = endpoint.clone().unwrap_or_else(|| format!("https://s3.{region}.amazonaws.com"));
        let url = Url::parse(&service).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let Some(url) = url else {
            return Err(unusable(format!("`endpoint` is no address: `{service}`"))
                .hint("write the address of the service, such as `https://s3.example.org`"));
        };
        Path::parse(&target.prefix)
            .map_err(|_| unusable(format!("`prefix` cannot be a folder: `{}`", target.prefix)))?;
        let inner = build(target, &found, &region, endpoint.is_some().then_some(&url))
            .map_err(|error| unusable(error.to_string()))?;
        let about = About { bucket: target.bucket.clone(), service, region, credentials: found.origin.clone() };
        Ok(Store { inner, prefix: target.prefix.trim_matches('/').to_owned(), secrets: found.secrets(), about })
    }

    /// Makes sure that there are credentials, where the machine or a role has to be asked for them.
    ///
    /// # Errors
    /// When there are none.
    pub async fn ready(&self) -> Result<(), Trouble> {
        let asked = self.inner.credentials().get_credential().await;
        asked.map(drop).map_err(|error| without_credentials(&error, &self.about))
    }

    /// What there is, by paths of the site. Objects elsewhere in the bucket are not looked at.
    ///
    /// # Errors
    /// What keeps the bucket from being listed.
    pub async fn list(&self) -> Result<BTreeMap<String, Listed>, Trouble> {
        let folder = Path::parse(&self.prefix).unwrap_or_default();
        let objects: Vec<_> =
            self.inner.list(Some(&folder)).try_collect().await.map_err(|error| self.trouble(&error))?;
        let listed = objects.into_iter().filter_map(|object| {
            let key = object.location.as_ref();
            let path = if self.prefix.is_empty() { key } else { key.strip_prefix(&self.prefix)?.strip_prefix('/')? };
            Some((path.to_owned(), Listed { size: object.size, etag: object.e_tag.as_deref().map(bare) }))
        });
        Ok(listed.collect())
    }

    /// The content of an object.
    ///
    /// # Errors
    /// What keeps it from being read.
    pub async fn get(&self, path: &str) -> Result<Vec<u8>, Trouble> {
        let key = self.key(path)?;
        let read = async { self.inner.get(&key).await?.bytes().await };
        Ok(read.await.map_err(|error| self.trouble(&error))?.to_vec())
    }

    /// What an object is stored with; `None` if it is not there.
    ///
    /// # Errors
    /// What keeps it from being looked at.
    pub async fn look(&self, path: &str) -> Result<Option<Seen>, Trouble> {
        let key = self.key(path)?;
        let found = match self.inner.get_opts(&key, GetOptions { head: true, ..GetOptions::default() }).await {
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.trouble(&error)),
        };
        let value = |attribute| found.attributes.get(&attribute).map(|value| value.as_ref().to_owned());
        Ok(Some(Seen {
            mark: value(Attribute::Metadata(MARK.into())),
            headers: Headers {
                content_type: value(Attribute::ContentType).unwrap_or_default(),
                cache_control: value(Attribute::CacheControl).unwrap_or_default(),
            },
            size: found.meta.size,
            etag: found.meta.e_tag.as_deref().map(bare),
        }))
    }

    /// Stores an object with our mark; the value is what the server calls its content.
    ///
    /// # Errors
    /// What keeps it from being stored.
    pub async fn put(
        &self,
        path: &str,
        bytes: Vec<u8>,
        sha256: &str,
        headers: &Headers,
    ) -> Result<Option<String>, Trouble> {
        let key = self.key(path)?;
        let attributes: Attributes = [
            (Attribute::ContentType, AttributeValue::from(headers.content_type.clone())),
            (Attribute::CacheControl, headers.cache_control.clone().into()),
            (Attribute::Metadata(MARK.into()), sha256.to_owned().into()),
        ]
        .into_iter()
        .collect();
        let options = PutOptions { attributes, ..PutOptions::default() };
        let stored = self.inner.put_opts(&key, PutPayload::from(bytes), options).await;
        Ok(stored.map_err(|error| self.trouble(&error))?.e_tag.as_deref().map(bare))
    }

    /// Removes an object; one that is not there is as good as removed.
    ///
    /// # Errors
    /// What keeps it from being removed.
    pub async fn delete(&self, path: &str) -> Result<(), Trouble> {
        match self.inner.delete(&self.key(path)?).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(self.trouble(&error)),
        }
    }

    /// The place for people, such as `s3://bucket/folder`.
    pub fn place(&self) -> String {
        let folder = if self.prefix.is_empty() { String::new() } else { format!("/{}", self.prefix) };
        format!("s3://{}{folder}", self.about.bucket)
    }

    /// The key of an object. It is taken as it is: an accent, a space or a per cent sign is encoded once, on the
    /// way to the server.
    fn key(&self, path: &str) -> Result<Path, Trouble> {
        let key = if self.prefix.is_empty() { path.to_owned() } else { format!("{}/{path}", self.prefix) };
        Path::parse(&key).map_err(|error| self.trouble(&error.into()))
    }

    fn trouble(&self, error: &Error) -> Trouble {
        explain(error, &self.about, &self.secrets)
    }
}

fn build(target: &S3, found: &Found, region: &str, endpoint: Option<&Url>) -> object_store::Result<AmazonS3> {
    let parallel = usize::try_from(target.parallel).unwrap_or(1).max(1);
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&target.bucket)
        .with_region(region)
        .with_virtual_hosted_style_request(!target.path_style)
        .with_client_options(ClientOptions::new().with_allow_http(endpoint.is_some_and(|url| url.scheme() == "http")))
        .with_http_connector(Connector { connections: parallel })
        // Not every service knows how to remove many objects by one request, or tags.
        .with_disable_bulk_delete(true)
        .with_disable_tagging(true)
        .with_retry(RetryConfig {
            max_retries: 7,
            retry_timeout: Duration::from_secs(180),
            backoff: BackoffConfig {
                init_backoff: Duration::from_millis(100),
                max_backoff: Duration::from_secs(10),
                base: 2.0,
            },
        });
    if let Some(endpoint) = endpoint {
        builder = builder.with_endpoint(address(endpoint, target));
    }
    found.apply(builder).build()
}

/// The address to which requests go; the bucket is in the host's name unless the path is to have it.
fn address(endpoint: &Url, target: &S3) -> String {
    let mut url = endpoint.clone();
    if let Some(host) = endpoint.host_str().filter(|_| !target.path_style)
        && !host.starts_with(&format!("{}.", target.bucket))
    {
        // An address of numbers cannot have a bucket before it, and is left as it is.
        let _ = url.set_host(Some(&format!("{}.{host}", target.bucket)));
    }
    url.as_str().trim_end_matches('/').to_owned()
}

/// An `ETag` without its quotation marks, which some servers leave out in some of their answers.
fn bare(etag: &str) -> String {
    etag.trim_start_matches("W/").trim_matches('"').to_owned()
}

/// The time by this machine's clock. A request signed by a clock that is more than minutes off is refused, so a
/// publication that works has about the right time.
#[allow(clippy::disallowed_methods, reason = "how long assets stay is told by the clock")]
pub fn now() -> jiff::Timestamp {
    jiff::Timestamp::try_from(SystemTime::now()).unwrap_or_default()
}
