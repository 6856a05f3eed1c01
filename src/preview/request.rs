//! Which requests are answered. Whatever is not plainly a browser that asks this server for an address
//! of this site is refused.

use std::net::IpAddr;

use hyper::{
    HeaderMap, Method, Uri,
    header::{CONTENT_LENGTH, HOST, HeaderName, ORIGIN, TRANSFER_ENCODING},
};
use percent_encoding::percent_decode_str;

/// The longest address that is looked at, in bytes.
const LONGEST: usize = 4096;

/// The names by which the server may be asked.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    /// In lower case, without a port: what was bound, and what the editor allows.
    pub names: Vec<String>,
    /// Path of the site on its own host, `/` or `/site/`.
    pub base: String,
}

/// Why a request is refused: a status of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused(pub u16);

/// The address that a request asks for, without what stands after `?`.
///
/// # Errors
/// The status to answer with.
pub fn wanted(method: &Method, uri: &Uri, headers: &HeaderMap, hosts: &Hosts) -> Result<String, Refused> {
    check_host(uri, headers, hosts)?;
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Err(Refused(405));
    }
    let has_body = headers.get_all(CONTENT_LENGTH).iter().any(|length| length.as_bytes() != b"0");
    if has_body || headers.contains_key(TRANSFER_ENCODING) {
        return Err(Refused(400));
    }
    address(uri.path())
}

/// Whether a page of this server asks, for a channel that any page could open.
pub fn is_own_page(headers: &HeaderMap, hosts: &Hosts) -> bool {
    let mut origins = headers.get_all(ORIGIN).iter();
    let (Some(origin), None) = (origins.next(), origins.next()) else { return false };
    let host = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
    let own = one(headers, &HOST);
    host.is_some_and(|host| is_allowed(host, hosts) && own.is_some_and(|own| own.eq_ignore_ascii_case(host)))
}

fn check_host(uri: &Uri, headers: &HeaderMap, hosts: &Hosts) -> Result<(), Refused> {
    let host = one(headers, &HOST).ok_or(Refused(400))?;
    let same = uri.authority().is_none_or(|authority| authority.as_str().eq_ignore_ascii_case(host));
    if same && is_allowed(host, hosts) { Ok(()) } else { Err(Refused(403)) }
}

/// A page elsewhere can make its own name lead here, but not one of these.
fn is_allowed(host: &str, hosts: &Hosts) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').filter(|(_, port)| is_port(port)).map(|(name, _)| name),
        None => match host.split_once(':') {
            Some((name, port)) => port.bytes().all(|byte| byte.is_ascii_digit()).then_some(name),
            None => Some(host),
        },
    };
    let Some(name) = name.map(str::to_ascii_lowercase) else { return false };
    name == "localhost" || name.parse::<IpAddr>().is_ok() || hosts.names.contains(&name)
}

fn is_port(text: &str) -> bool {
    text.is_empty() || text.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The only value of a header.
fn one<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// The address of a path as it is asked for. Decoded once; what would then still be a way to another
/// place, or be read differently by someone else, is refused.
///
/// # Errors
/// The status to answer with.
pub fn address(path: &str) -> Result<String, Refused> {
    if path.len() > LONGEST {
        return Err(Refused(414));
    }
    let lower = path.to_ascii_lowercase();
    if !path.starts_with('/') || path.contains('\\') || ["%2f", "%5c", "%00"].iter().any(|code| lower.contains(code)) {
        return Err(Refused(400));
    }
    let is_code = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    if path.split('%').skip(1).any(|rest| !is_code(rest)) {
        return Err(Refused(400));
    }
    let decoded = percent_decode_str(path).decode_utf8().map_err(|_| Refused(400))?;
    let odd = |part: &str| matches!(part, "." | "..") || part.chars().any(char::is_control);
    let empty = decoded[1..].trim_end_matches('/') != decoded[1..].strip_suffix('/').unwrap_or(&decoded[1..])
        || decoded.contains("//");
    if empty || decoded.split('/').any(odd) || decoded.split('%').skip(1).any(is_code) {
        return Err(Refused(400));
    }
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_names_are_answered() {
        let hosts = Hosts { names: vec!["desk.example".to_owned()], base: "/".to_owned() };
        for host in ["localhost", "LOCALHOST:1111", "127.0.0.1:1", "[::1]:1111", "[::1]", "desk.example:80", "10.1.2.3"]
        {
            assert!(is_allowed(host, &hosts), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example",
            "localhost:x",
            "[::1",
            "[x]",
            "::1",
            "127.0.0.1.example",
            "[::1]x",
        ] {
            assert!(!is_allowed(host, &hosts), "{host}");
        }
    }

    #[test]
    fn addresses_are_decoded_once() {
        assert_eq!(address("/a%20b/%C3%A9.png").as_deref(), Ok("/a b/é.png"));
        assert_eq!(address("/100%25.png").as_deref(), Ok("/100%.png"));
        for path in [
            "/%2e%2e/x",
            "/a/../b",
            "/a%2fb",
            "/a%5Cb",
            "/%00",
            "/%252e",
            "/%ff",
            "/%zz",
            "/%",
            "//x",
            "/a//",
            "x",
            "/%0a",
        ] {
            assert!(address(path).is_err(), "{path}");
        }
        assert_eq!(address(&format!("/{}", "a".repeat(5000))), Err(Refused(414)));
    }
}
