//! With whose rights a site is published: keys from the environment, from the files of Amazon's own tools, or from
//! the machine on which the program runs. They are read here and handed to the crate that signs with them; they
//! are never printed.
#![allow(clippy::disallowed_methods, reason = "credentials are in the environment and in files of the user")]

use std::{
    collections::BTreeMap,
    env, fmt, fs,
    path::{Path, PathBuf},
};

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};

/// Settings that say where other credentials can be asked for.
const ELSEWHERE: [(&str, AmazonS3ConfigKey); 7] = [
    ("AWS_WEB_IDENTITY_TOKEN_FILE", AmazonS3ConfigKey::WebIdentityTokenFile),
    ("AWS_ROLE_ARN", AmazonS3ConfigKey::RoleArn),
    ("AWS_ROLE_SESSION_NAME", AmazonS3ConfigKey::RoleSessionName),
    ("AWS_ENDPOINT_URL_STS", AmazonS3ConfigKey::StsEndpoint),
    ("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", AmazonS3ConfigKey::ContainerCredentialsRelativeUri),
    ("AWS_CONTAINER_CREDENTIALS_FULL_URI", AmazonS3ConfigKey::ContainerCredentialsFullUri),
    ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", AmazonS3ConfigKey::ContainerAuthorizationTokenFile),
];

/// A pair of keys.
#[derive(Clone, PartialEq, Eq)]
pub struct Keys {
    pub id: String,
    pub secret: String,
    /// Of keys that hold for a while only.
    pub token: Option<String>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys")
    }
}

/// What the environment and the files say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Keys, or else the crate asks the machine for some.
    pub keys: Option<Keys>,
    /// Where they, or directions to others, come from, for people.
    pub origin: String,
    pub region: Option<String>,
    pub endpoint: Option<String>,
    elsewhere: Vec<(AmazonS3ConfigKey, String)>,
}

impl Found {
    /// Tells the crate.
    pub fn apply(&self, builder: AmazonS3Builder) -> AmazonS3Builder {
        if let Some(keys) = &self.keys {
            let builder = builder.with_access_key_id(&keys.id).with_secret_access_key(&keys.secret);
            return match &keys.token {
                Some(token) => builder.with_token(token),
                None => builder,
            };
        }
        self.elsewhere.iter().fold(builder, |builder, (key, value)| builder.with_config(*key, value))
    }

    /// What must not appear in any message.
    pub fn secrets(&self) -> Vec<String> {
        let keys = self.keys.iter().flat_map(|keys| [Some(&keys.id), Some(&keys.secret), keys.token.as_ref()]);
        keys.flatten().cloned().collect()
    }
}

/// Looks for credentials, in the order of Amazon's own tools: keys of the environment, a role of a workload, a
/// profile in `~/.aws`; otherwise the machine is asked.
///
/// # Errors
/// A sentence on what is incomplete.
pub fn find() -> Result<Found, String> {
    let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from);
    find_in(&|name| env::var(name).ok().filter(|value| !value.is_empty()), home.as_deref())
}

fn find_in(variable: &dyn Fn(&str) -> Option<String>, home: Option<&Path>) -> Result<Found, String> {
    let profile = variable("AWS_PROFILE");
    let name = profile.as_deref().unwrap_or("default");
    let file = |set: &str, usual: &str| {
        let path = variable(set).map(PathBuf::from).or_else(|| home.map(|home| home.join(".aws").join(usual)))?;
        Some((fs::read_to_string(&path).ok()?, path))
    };
    let keys_file = file("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    let settings_file = file("AWS_CONFIG_FILE", "config");
    let section = |file: &Option<(String, PathBuf)>| file.as_ref().map(|(text, _)| profile_of(text, name));
    let (of_keys, of_settings) = (section(&keys_file).unwrap_or_default(), section(&settings_file).unwrap_or_default());
    let elsewhere: Vec<_> = ELSEWHERE.iter().filter_map(|(name, key)| Some((*key, variable(name)?))).collect();
    let found = Found {
        region: variable("AWS_REGION")
            .or_else(|| variable("AWS_DEFAULT_REGION"))
            .or(of_settings.get("region").cloned()),
        endpoint: variable("AWS_ENDPOINT_URL_S3").or_else(|| variable("AWS_ENDPOINT_URL")),
        elsewhere,
        ..Found::default()
    };
    if let Some(keys) = of_environment(variable)? {
        return Ok(Found { keys: Some(keys), origin: "the environment".to_owned(), ..found });
    }
    if variable("AWS_WEB_IDENTITY_TOKEN_FILE").is_some() && variable("AWS_ROLE_ARN").is_some() {
        return Ok(Found { origin: "the role that `AWS_ROLE_ARN` names".to_owned(), ..found });
    }
    for (section, file) in [(of_keys, &keys_file), (of_settings, &settings_file)] {
        if let (Some(keys), Some((_, path))) = (of_profile(&section), file) {
            return Ok(Found { keys: Some(keys), origin: format!("`{}`, profile `{name}`", path.display()), ..found });
        }
    }
    if let Some(profile) = profile {
        return Err(format!("`AWS_PROFILE` names the profile `{profile}`, which has no keys in `~/.aws/credentials`"));
    }
    let origin = if found.elsewhere.is_empty() { "the machine" } else { "the container" };
    Ok(Found { origin: origin.to_owned(), ..found })
}

fn of_environment(variable: &dyn Fn(&str) -> Option<String>) -> Result<Option<Keys>, String> {
    match (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")) {
        (Some(id), Some(secret)) => Ok(Some(Keys { id, secret, token: variable("AWS_SESSION_TOKEN") })),
        (None, None) => Ok(None),
        (Some(_), None) => Err("`AWS_ACCESS_KEY_ID` is set, `AWS_SECRET_ACCESS_KEY` is not".to_owned()),
        (None, Some(_)) => Err("`AWS_SECRET_ACCESS_KEY` is set, `AWS_ACCESS_KEY_ID` is not".to_owned()),
    }
}

fn of_profile(section: &BTreeMap<String, String>) -> Option<Keys> {
    let value = |key: &str| section.get(key).cloned();
    let (id, secret) = (value("aws_access_key_id")?, value("aws_secret_access_key")?);
    Some(Keys { id, secret, token: value("aws_session_token") })
}

/// The lines of one profile: `[name]` in the file of keys, `[profile name]` in that of settings.
fn profile_of(text: &str, name: &str) -> BTreeMap<String, String> {
    let mut values = BTreeMap::new();
    let mut is_ours = false;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let trimmed = line.trim();
        if let Some(heading) = trimmed.strip_prefix('[').and_then(|heading| heading.split(']').next()) {
            is_ours = heading.trim().strip_prefix("profile ").unwrap_or(heading).trim() == name;
        } else if is_ours
            && !trimmed.starts_with(['#', ';'])
            && let Some((key, value)) = line.split_once('=')
            // What is set in belongs to the line above.
            && !line.starts_with(char::is_whitespace)
        {
            values.insert(key.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find_with(variables: &[(&str, &str)], files: &[(&str, &str)]) -> Result<Found, String> {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join(".aws")).unwrap();
        for (name, text) in files {
            fs::write(home.path().join(".aws").join(name), text).unwrap();
        }
        let variable =
            |name: &str| variables.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned());
        find_in(&variable, Some(home.path()))
    }

    fn id(found: Result<Found, String>) -> String {
        found.unwrap().keys.map(|keys| keys.id).unwrap_or_default()
    }

    const FILE: &str = "# keys\r\n[default]\r\naws_access_key_id = D\r\naws_secret_access_key=s/+=\r\n\
                        [work]\naws_access_key_id=W\naws_secret_access_key=t\naws_session_token=u\n";

    #[test]
    fn keys_are_looked_for_as_amazons_tools_do() {
        let environment = [("AWS_ACCESS_KEY_ID", "E"), ("AWS_SECRET_ACCESS_KEY", "s")];
        assert_eq!(id(find_with(&environment, &[("credentials", FILE)])), "E");
        let keys = find_with(&[], &[("credentials", FILE)]).unwrap().keys.unwrap();
        assert_eq!((keys.id.as_str(), keys.secret.as_str(), keys.token), ("D", "s/+=", None));
        let work = [("AWS_PROFILE", "work")];
        assert_eq!(id(find_with(&work, &[("credentials", FILE)])), "W");
        let settings =
            "[profile work]\nregion = eu-north-1\ns3 =\n  region = x\naws_access_key_id=C\naws_secret_access_key=c\n";
        let found = find_with(&work, &[("config", settings)]).unwrap();
        assert_eq!(found.region.as_deref(), Some("eu-north-1"));
        assert_eq!(id(Ok(found)), "C");
        let role = [("AWS_WEB_IDENTITY_TOKEN_FILE", "/x"), ("AWS_ROLE_ARN", "arn:x")];
        let found = find_with(&role, &[("credentials", FILE)]).unwrap();
        assert_eq!((found.keys, found.elsewhere.len()), (None, 2));
        assert_eq!(find_with(&[], &[]).unwrap().origin, "the machine");
    }

    #[test]
    fn what_is_incomplete_is_told() {
        assert!(find_with(&[("AWS_ACCESS_KEY_ID", "E")], &[]).unwrap_err().contains("SECRET_ACCESS_KEY` is not"));
        assert!(find_with(&[("AWS_SECRET_ACCESS_KEY", "E")], &[]).unwrap_err().contains("KEY_ID` is not"));
        let missing = find_with(&[("AWS_PROFILE", "nobody")], &[("credentials", FILE)]);
        assert!(missing.unwrap_err().contains("`nobody`"));
    }

    #[test]
    fn keys_are_never_drawn() {
        let found = find_with(&[("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "secret")], &[]);
        let drawn = format!("{found:?}");
        assert!(!drawn.contains("AKIA") && !drawn.contains("secret"), "{drawn}");
    }
}
