//! An event and its sources as data: table, annotations, JSON-LD, citations, links to the original.

use super::{Files, build, file, flood, json, json_ld};

fn flooded() -> Files {
    build(&flood())
}

#[test]
fn the_table_has_a_row_a_cell() {
    let files = flooded();
    let table = file(&files, "events/flood/comparison.csv");
    assert_eq!(table.matches("\r\n").count(), 1 + 3 * 2);
    insta::assert_snapshot!("comparison", table.replace("\r\n", "\n"));
}

#[test]
fn marks_are_annotations() {
    insta::assert_snapshot!("annotations", file(&flooded(), "events/flood/annotations.jsonld"));
}

#[test]
fn only_published_text_surrounds_a_quotation() {
    let collection = json(&flooded(), "events/flood/annotations.jsonld");
    let items = collection["first"]["items"].as_array().unwrap();
    assert_eq!(collection["total"], items.len());
    let selectors = |source: &str| -> Vec<&serde_json::Value> {
        let own = items.iter().filter(|item| item["id"].as_str().unwrap().contains(&format!("#{source}/")));
        let targets =
            own.flat_map(|item| item["target"].as_array().map_or(vec![&item["target"]], |all| all.iter().collect()));
        targets.map(|target| &target["selector"]).collect()
    };
    for digest in ["post", "office"] {
        assert!(!selectors(digest).is_empty());
        assert!(selectors(digest).iter().all(|selector| selector["prefix"].is_null() && selector["suffix"].is_null()));
    }
    let full = selectors("haber");
    assert_eq!(full[0]["prefix"], "Yetkililer dün akşam ");
    assert_eq!(full[0]["suffix"], " tahliye edildiğini, aşağı");
    assert!(full[1]["prefix"].is_null(), "nothing stands before it in its paragraph");
    assert_eq!(full[1]["suffix"], " emri kendisinin vermediğini &");
}

#[test]
fn a_fact_is_a_claim_with_its_appearances_and_no_verdict() {
    let files = flooded();
    let page = json_ld(&files, "events/flood/index.html");
    assert_eq!(page["@type"], "WebPage");
    assert_eq!(page["about"]["@type"], "Event");
    assert_eq!(page["about"]["startDate"], "2024-03-01");
    assert_eq!(page["dateModified"], "2024-03-09");
    assert_eq!(page["correction"][0]["@type"], "CorrectionComment");
    let claims = page["hasPart"].as_array().unwrap();
    assert_eq!(claims.len(), 2, "no report carries the third fact");
    assert_eq!(claims[0]["@type"], "Claim");
    assert_eq!(claims[0]["@id"], "https://example.org/events/flood/#moved");
    assert_eq!(claims[0]["appearance"][0]["@id"], "https://post.example/flood?id=7");
    assert_eq!(claims[0]["appearance"][1]["@id"], "https://example.org/events/flood/haber/#_article");
    assert!(files.values().all(|text| !text.contains("ClaimReview")));
}

#[test]
fn a_report_is_an_article_elsewhere() {
    let files = flooded();
    let article = &json_ld(&files, "events/flood/post/index.html")["mainEntity"];
    assert_eq!(article["@type"], "NewsArticle");
    assert_eq!(article["headline"], "Hundreds moved as river rises");
    assert_eq!(article["datePublished"], "2024-03-02T10:21:00+01:00");
    assert_eq!(article["publisher"]["name"], "The Post");
    assert_eq!(article["isBasedOn"][0]["@id"], "https://example.org/events/flood/office/#_article");
    assert_eq!(json_ld(&files, "events/flood/office/index.html")["mainEntity"]["@type"], "CreativeWork");
    assert_eq!(json_ld(&files, "events/flood/haber/index.html")["mainEntity"]["inLanguage"], "tr");
}

#[test]
fn everything_can_be_cited() {
    let files = flooded();
    let all: Vec<String> = files
        .iter()
        .filter(|(path, _)| path.contains("/citation."))
        .map(|(path, text)| format!("--- {path}\n{text}"))
        .collect();
    assert_eq!(all.len(), 12);
    insta::assert_snapshot!("citations", all.concat());
}

#[test]
fn pages_link_to_their_data() {
    let files = flooded();
    for (path, links) in [
        ("events/flood/index.html", ["comparison.csv", "annotations.jsonld", "citation.bib"]),
        ("events/flood/post/index.html", ["../comparison.csv", "../annotations.jsonld", "citation.bib"]),
    ] {
        for link in links {
            assert!(file(&files, path).contains(&format!("href=\"{link}\"")), "{path}: {link}");
        }
    }
}

#[test]
fn an_excerpt_leads_to_its_place_in_the_original() {
    let files = flooded();
    let links: Vec<&str> = file(&files, "events/flood/post/index.html")
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next().filter(|link| link.contains(":~:text=")))
        .collect();
    assert_eq!(
        links,
        [
            "https://post.example/flood?id=7#:~:text=about%20300%20people",
            "https://post.example/flood?id=7#:~:text=the%20mayor,be%20cleared%20by%20nightfall",
        ]
    );
    assert!(!file(&files, "events/flood/haber/index.html").contains(":~:"), "it has no address");
}

#[test]
fn only_what_stands_in_a_full_text_is_verified_without_captures() {
    let comparison = json(&build(&flood()), "events/flood/comparison.json");
    let verified = |fact: usize, source: &str| &comparison["facts"][fact]["cells"][source]["excerpts"][0]["verified"];
    assert_eq!((verified(0, "haber"), verified(0, "post")), (&true.into(), &false.into()));
}

#[test]
fn words_of_a_caption_are_not_looked_for_in_the_original() {
    let front = "+++\noutlet = \"post\"\nurl = \"https://post.example/flood\"\n\n[capture]\ncaptions = [2]\n+++\n\n";
    let marks = "In the text [three boats](fact:moved?value=3) came; under the picture [four boats](fact:moved?value=4&para=2).\n";
    let world = super::site()
        .file(
            "content/events/boats/index.md",
            "+++\ntitle = \"B\"\ndate = 2024-03-02\nsummary = \"S\"\n+++\n\n### How many? {#moved .fact unit=boats}\n",
        )
        .file("content/events/boats/post.md", format!("{front}{marks}"));
    let files = build(&world);
    let page = file(&files, "events/boats/post/index.html");
    assert!(page.contains("#:~:text=three%20boats") && !page.contains("four%20boats"));
}
