//! What is sent, how it is stored, and what is left alone.

use serde_json::json;

use super::{
    bucket::{
        LIST, NOTHING, assert_served, assert_whole, counts, list, paths, program, publish, put, puts, read, set_list,
        stored, told,
    },
    server::{Asked, Server},
};
use crate::site::Site;

fn pair(more: &str) -> (Server, Site) {
    let server = Server::new();
    let site = Site::new(&server.settings(more));
    (server, site)
}

#[test]
fn a_site_is_sent_once() {
    let (server, site) = pair("");
    for name in [
        "caf\u{e9} \u{fc}ber.txt",
        "1+1 = 2.txt",
        "100%25.txt",
        "a/b/c/d.txt",
        "\u{65e5}\u{672c}.txt",
        "~x&y;z'(1)!.txt",
    ] {
        site.file(&format!("static/files/{name}"), name);
    }
    let first = told(&site, &[]);
    assert_whole(&server, &site, NOTHING);
    assert_served(&server.readers(), &site);
    assert_eq!(paths(&first, "sent").len(), stored(&server).len());
    assert_eq!(first["place"], "s3://site");
    server.log();

    let second = told(&site, &[]);
    assert_eq!((paths(&second, "sent").len(), &second["changed"]), (0, &json!(false)));
    assert_eq!(counts(&server.log()), [("GET".to_owned(), 1), ("LIST".to_owned(), 1)].into());

    site.event("flood", "Another summary.");
    let third = told(&site, &[]);
    let sent = paths(&third, "sent");
    assert!(sent.contains(&"events/flood/index.html".to_owned()) && sent.len() < 8, "{sent:?}");
    let log = server.log();
    assert_eq!(counts(&log)["PUT"], sent.len() + 2, "the files, and the list before and after");
    assert_eq!(log[log.len() - 1].key, LIST);
    assert_whole(&server, &site, NOTHING);
}

#[test]
fn a_page_comes_after_all_that_it_names() {
    let (server, site) = pair("parallel = 16\n");
    site.event("storm", "S.");
    publish(&site, &[]).fine();
    let rank = |path: &String| {
        let is_asset =
            path.split('.').any(|part| part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match path.as_str() {
            "index.html" | "atom.xml" | "feed.json" | "sitemap.xml" => 4,
            _ if is_asset => 0,
            path if path.rsplit_once('.').is_none_or(|(_, ending)| ending != "html") => 1,
            path if path.starts_with("events/") => 2,
            _ => 3,
        }
    };
    let in_order = |server: &Server| {
        let log = server.log();
        assert_eq!(
            (log[1].key.as_str(), log[log.len() - 1].key.as_str()),
            (LIST, LIST),
            "the list is written first and last"
        );
        let ranks: Vec<_> = puts(&log).iter().map(rank).collect();
        assert!(ranks.is_sorted(), "{:?}", puts(&log));
        ranks
    };
    let ranks = in_order(&server);
    assert!((0..=4).all(|rank| ranks.contains(&rank)), "{ranks:?}");
}

#[test]
fn a_site_may_be_in_a_folder_of_a_bucket_with_others() {
    let (server, site) = pair("prefix = \"deep/caf\u{e9} site\"\n");
    put(&server, "index.html", "another's");
    put(&server, "deep/other.txt", "another's");
    put(&server, "deep/caf\u{e9} site/notes.txt", "another's");
    put(&server, "deep/caf\u{e9} site 2/index.html", "another's");
    publish(&site, &[]).fine();
    let readers = format!("{}/deep/caf\u{e9}%20site", server.readers());
    assert_served(&readers, &site);
    site.event("storm", "S.");
    publish(&site, &[]).fine();
    std::fs::remove_dir_all(site.path("content/events/storm")).unwrap();
    publish(&site, &[]).fine();
    assert_eq!(read(&readers, "events/storm/index.html").status, 404);
    for path in ["index.html", "deep/other.txt", "deep/caf\u{e9} site/notes.txt", "deep/caf\u{e9} site 2/index.html"] {
        assert_eq!(read(&server.readers(), path).bytes, b"another's", "{path}");
    }
}

#[test]
fn objects_of_others_are_not_replaced() {
    let (server, site) = pair("");
    put(&server, "index.html", "another's");
    publish(&site, &[]).fails(1, &["publish-refused", "`index.html`", "--force", "prefix"]);
    assert_eq!(stored(&server).len(), 1);
    publish(&site, &["--force"]).fine();
    assert_whole(&server, &site, NOTHING);
}

#[test]
fn what_is_gone_is_removed_and_assets_stay_for_a_while() {
    let (server, site) = pair("grace_days = 3\n");
    site.event("storm", "S.");
    site.file("static/extra.css", "b { color: red }");
    publish(&site, &[]).fine();
    put(&server, "stranger.html", "another's");
    let old = stored(&server).into_keys().find(|path| path.starts_with("extra.")).unwrap();

    let before = stored(&server);
    std::fs::remove_dir_all(site.path("content/events/storm")).unwrap();
    site.file("static/extra.css", "b { color: blue }");
    publish(&site, &["--max-deletes", "0"]).fails(1, &["too-many-deletes"]);
    let planned = paths(&told(&site, &["--dry-run"]), "removed");
    assert!(planned.iter().all(|path| path.starts_with("events/storm/")), "{planned:?}");
    assert_eq!(stored(&server), before, "a plan changes nothing");
    server.log();
    assert_eq!(paths(&told(&site, &[]), "removed"), planned);
    let log = server.log();
    let is_delete = |asked: &Asked| asked.method == "DELETE";
    assert!(log[log.len() - planned.len()..].iter().all(is_delete), "what is removed goes last: {log:?}");
    assert_whole(&server, &site, &["stranger.html", &old]);

    let since = |time: &str| {
        let mut list = list(&server);
        let lines = list["published"].as_array_mut().unwrap();
        let line = lines.iter_mut().find(|line| line["path"] == old).unwrap();
        line["unused_since"] = json!(time);
        set_list(&server, &list);
    };
    // A clock that went wrong: a time to come begins the grace anew.
    since("2999-01-01T00:00:00Z");
    publish(&site, &[]).fine();
    assert_whole(&server, &site, &["stranger.html", &old]);
    let lines = list(&server);
    let line = lines["published"].as_array().unwrap().iter().find(|line| line["path"] == old).unwrap();
    assert!(!line["unused_since"].as_str().unwrap().starts_with("2999"), "{line}");

    since("2001-01-01T00:00:00Z");
    assert_eq!(told(&site, &[])["removed"], json!([old]));
    assert_whole(&server, &site, &["stranger.html"]);
    assert_eq!(told(&site, &[])["changed"], json!(false));
}

#[test]
fn other_headers_alone_are_sent() {
    let (server, site) = pair("");
    publish(&site, &[]).fine();
    let mut list = list(&server);
    let line = &mut list["published"].as_array_mut().unwrap()[0];
    let path = line["path"].as_str().unwrap().to_owned();
    line["cache"] = json!("max-age=60");
    set_list(&server, &list);
    assert_eq!(paths(&told(&site, &[]), "sent"), [path]);
    assert_eq!(paths(&told(&site, &[]), "sent").len(), 0);
}

#[test]
fn a_list_that_lies_harms_nothing() {
    let (server, site) = pair("");
    publish(&site, &[]).fine();
    put(&server, "stranger.html", "another's");
    let honest = list(&server);
    let with = |change: &dyn Fn(&mut Vec<serde_json::Value>)| {
        let mut list = honest.clone();
        change(list["published"].as_array_mut().unwrap());
        set_list(&server, &list);
    };
    // It claims what another program put there, and what is not there.
    with(&|lines| {
        for path in ["stranger.html", "nowhere.html"] {
            let mut line = lines[0].clone();
            line["path"] = json!(path);
            lines.push(line);
        }
    });
    assert_eq!(told(&site, &[])["removed"], json!([]));
    assert_whole(&server, &site, &["stranger.html"]);
    // It claims another size, another content, and does not know a file.
    for change in [
        &(|lines: &mut Vec<serde_json::Value>| lines[0]["size"] = json!(1)) as &dyn Fn(&mut Vec<serde_json::Value>),
        &|lines| lines[0]["sha256"] = json!("00"),
    ] {
        with(change);
        assert_eq!(paths(&told(&site, &[]), "sent"), [honest["published"][0]["path"].as_str().unwrap()]);
    }
    with(&|lines| drop(lines.remove(0)));
    assert_eq!(paths(&told(&site, &[]), "sent").len(), 0, "the mark on the object tells");
    // It is no list at all.
    for broken in [json!([1, 2]), json!({ "generator": "rashomon", "format": 1, "published": [{ "path": "../../x" }] })]
    {
        set_list(&server, &broken);
        let said = publish(&site, &[]).fine();
        assert!(said.out.contains("could not be used"), "{said:#?}");
        assert_whole(&server, &site, &["stranger.html"]);
    }
    set_list(&server, &json!({ "generator": "rashomon", "format": 2, "published": [] }));
    publish(&site, &[]).fails(1, &["publish-refused", "newer version"]);
}

#[test]
fn an_object_that_somebody_changed_is_sent_again() {
    let (server, site) = pair("");
    publish(&site, &[]).fine();
    put(&server, "404.html", "short");
    assert_eq!(paths(&told(&site, &[]), "sent"), ["404.html"]);
    std::fs::remove_file(server.folder.path().join("site/index.html")).unwrap();
    assert_eq!(paths(&told(&site, &[]), "sent"), ["index.html"]);
    assert_whole(&server, &site, NOTHING);
    // A list that is lost is made from the marks of what is there.
    std::fs::remove_file(server.folder.path().join("site").join(LIST)).unwrap();
    assert_eq!(paths(&told(&site, &[]), "sent").len(), 0);
    assert_eq!(list(&server)["published"].as_array().unwrap().len(), stored(&server).len());
}

#[test]
fn keys_may_be_in_a_file() {
    let (server, site) = pair("");
    let without = |site: &Site| {
        let mut command = program(site, &[]);
        command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY");
        command
    };
    let text = format!(
        "[default]\naws_access_key_id = no\naws_secret_access_key = no\n[me]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
        super::server::ID,
        super::server::SECRET
    );
    site.file(".aws/credentials", &text);
    let said = crate::site::Said::from(&without(&site).output().unwrap());
    said.fails(1, &["does not accept the credentials", ".aws/credentials`, profile `default`"]);
    let said = crate::site::Said::from(&without(&site).env("AWS_PROFILE", "me").output().unwrap());
    said.fine();
    assert_whole(&server, &site, NOTHING);
}
