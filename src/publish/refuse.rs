//! What must not be published unless somebody insists.

use url::{Host, Url};

use crate::{
    diagnostic::{Code, Finding, any_fatal},
    pipeline::Outcome,
};

/// Why a site with this address is not for readers; nothing if it is.
pub fn address(base_url: &str) -> Option<Finding> {
    let url = Url::parse(base_url).ok();
    let why = match url.as_ref().map(|url| (url.scheme(), url.host())) {
        Some(("http" | "https", Some(host))) if !is_local(&host) => return None,
        Some(("http" | "https", Some(_))) => "leads to the reader's own machine or network",
        _ => "is no address of the web",
    };
    Some(Finding::error(Code::PublishRefused, format!("`base_url` {why}: `{base_url}`")).hint(
        "write the address at which readers find the site into `site.toml` or its target, or give it with \
             `--base-url`; `--force` publishes it as it is",
    ))
}

/// Why a site that was built is not for readers; nothing if it is.
pub fn outcome(outcome: &Outcome) -> Vec<Finding> {
    let refused = |message: String, hint: &str| Finding::error(Code::PublishRefused, message).hint(hint);
    let mut findings = Vec::new();
    if any_fatal(&outcome.findings, false) {
        return findings; // Such a build is not kept, and nothing can insist on it.
    }
    if outcome.events == 0 || outcome.files == 0 {
        findings.push(refused(
            "the site has no event".to_owned(),
            "drafts are not published; `--force` publishes the site without events",
        ));
    }
    let stale = outcome.findings.iter().filter(|finding| finding.code == Code::StaleLock).count();
    if stale > 0 {
        let what = if stale == 1 { "a lock does".to_owned() } else { format!("{stale} locks do") };
        findings.push(refused(
            format!("{what} not agree with the captures at hand"),
            "run `rashomon verify`, look at what changed, and publish then; `--force` publishes it as it is",
        ));
    }
    findings
}

/// Whether only this machine, or none but its neighbours, would find a host: `localhost` (RFC 6761), `.local`
/// (RFC 6762), loopback and unspecified addresses.
fn is_local(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let last = name.rsplit('.').next().unwrap_or_default();
            matches!(last, "localhost" | "local")
        }
        Host::Ipv4(address) => address.is_loopback() || address.is_unspecified(),
        Host::Ipv6(address) => {
            let inner = address.to_ipv4_mapped();
            address.is_loopback()
                || address.is_unspecified()
                || inner.is_some_and(|inner| inner.is_loopback() || inner.is_unspecified())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_nobody_else_finds_are_refused() {
        for refused in [
            "http://localhost/",
            "http://LOCALHOST:1111/site/",
            "https://site.localhost/",
            "http://127.0.0.1:8000/",
            "http://127.255.3.4/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://0x7f.1/",
            "https://printer.local/",
            "https://printer.local./",
            "ftp://example.org/",
            "file:///srv/",
            "example.org",
        ] {
            assert!(address(refused).is_some_and(|finding| finding.code == Code::PublishRefused), "{refused}");
        }
        for fine in ["https://example.org/", "http://example.org:8080/x/", "https://local.example/", "http://10.0.0.7/"]
        {
            assert!(address(fine).is_none(), "{fine}");
        }
    }
}
