//! The trigrams of search terms.

use registrar::store::terms;

use crate::support::Portal;

#[tokio::test]
async fn older_terms_are_made_anew_with_their_trigrams() {
    let portal = Portal::open().await;
    portal.send(&portal.draft()).await;
    let words = "term_trigrams where term = 'ромашка'";
    let made = portal.count(words).await;
    assert_eq!(made, 8, "«  р», « ро», «ром», «ома», «маш», «ашк», «шка», «ка »");
    portal.sql("delete from term_trigrams").await;
    portal.sql("update organizations set terms_version = 1").await;
    assert_eq!(terms::bring_up_to_date(portal.db()).await.unwrap(), 1);
    assert_eq!(portal.count(words).await, made);
    assert_eq!(terms::near(portal.db(), "рамашка").await.unwrap(), ["ромашка"]);
    assert_eq!(terms::bring_up_to_date(portal.db()).await.unwrap(), 0);
    assert_eq!(
        portal.count("term_trigrams where term like '~%' or term like '@%' or term like '$%'").await,
        0
    );
}
