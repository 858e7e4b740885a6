//! The operator closes a month, and looks at applications that are stuck at the authority.

use axum::http::StatusCode;

use super::{MONTH, with_october, with_october_published};
use crate::support::Portal;

const LIST: &str = "/operator/statements?month=2026-10";
const OPERATOR: &str = "/operator/statements/2026-10";

#[tokio::test]
async fn a_month_is_formed_published_agreed_and_invoiced() {
    let portal = with_october(2).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let mut manager = portal.visit(&portal.manager().await).await;

    let list = billing.open("/operator/statements").await;
    assert!(list.says("Октябрь 2026") && list.says("Не сформирован"), "{}", list.text());
    let formed = billing.press(&list, &format!("{OPERATOR}/formation"), &[]).await;
    assert!(formed.says("Месяц сформирован: 1 отчет, 4 строки."), "{}", formed.text());
    assert_eq!(manager.open(MONTH).await.status, StatusCode::NOT_FOUND);

    let published = billing.press(&formed, &format!("{OPERATOR}/forsait/publication"), &[]).await;
    assert!(published.says("Отчет за октябрь 2026 отправлен на согласование."), "{}", published.text());
    assert!(published.says("ждет партнера"), "the list follows, where the reader was");

    let month = manager.open(MONTH).await;
    assert_eq!(month.texts(".exports [data-prints]"), ["Печать"]);
    let agreed = manager.press(&month, &format!("{MONTH}/agreement"), &[]).await;
    assert!(agreed.says("согласован") && agreed.says("SHA-256"), "{}", agreed.text());

    let agreed = billing.open(&format!("{LIST}&state=agreed")).await;
    assert!(agreed.offers(&format!("{OPERATOR}/forsait/invoice")));
    assert!(billing.open(&format!("{LIST}&state=disputed")).await.says("Таких партнеров в этом месяце нет."));

    let page = billing.open(&format!("{OPERATOR}/forsait")).await;
    let invoiced = billing.press(&page, &format!("{OPERATOR}/forsait/invoice"), &[]).await;
    assert!(invoiced.says("Выставлен счет № 2026-000001."), "{}", invoiced.text());
    assert!(!invoiced.offers(&format!("{OPERATOR}/forsait/invoice")));
    assert!(manager.open(MONTH).await.says("2026-000001"));
    portal.verify().await;
}

#[tokio::test]
async fn a_month_that_is_not_over_is_shown_and_not_formed() {
    let portal = with_october(0).await;
    portal.approved(&portal.draft()).await;
    let mut billing = portal.visit(&portal.billing().await).await;
    let november = billing.open("/operator/statements?month=2026-11").await;
    assert!(november.says("месяц еще идет"), "{}", november.text());
    assert!(!november.offers("/operator/statements/2026-11/formation"));
    let refused = billing.send("/operator/statements/2026-11/formation", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.says("Месяц еще не закончился."), "{}", refused.text());
    assert_eq!(refused.values("main a.btn", "href"), ["/operator/statements?month=2026-11"]);
}

#[tokio::test]
async fn only_billing_closes_months() {
    let portal = with_october_published(1).await;
    for persona in [portal.manager().await, portal.clerk().await] {
        let mut visitor = portal.visit(&persona).await;
        let page = visitor.open(LIST).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        assert!(page.says("расчеты с партнерами"), "{}", page.text());
    }
    let mut manager = portal.visit(&portal.manager().await).await;
    assert_eq!(manager.open(&format!("{OPERATOR}/forsait")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn agreeing_to_what_was_not_looked_at_is_refused_and_leads_back() {
    let portal = with_october_published(1).await;
    let mut manager = portal.visit(&portal.manager().await).await;
    let month = manager.open(MONTH).await;
    let version = month.values("input[name=version]", "value").remove(0);
    let agreement = format!("{MONTH}/agreement");
    let other_lines = manager.send(&agreement, &[("version", &version), ("sha256", "0")]).await;
    assert_eq!(other_lines.status, StatusCode::CONFLICT);
    assert!(other_lines.says("Строки отчета изменились"), "{}", other_lines.text());
    assert_eq!(other_lines.values("main a.btn", "href"), [MONTH]);
    let sha256 = month.values("input[name=sha256]", "value").remove(0);
    let stale = manager.send(&agreement, &[("version", "99"), ("sha256", &sha256)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.says("Громов Олег Иванович") && stale.says("отчет опубликован"), "{}", stale.text());
    assert_eq!(stale.values("main a.btn", "href"), [MONTH]);
}

#[tokio::test]
async fn what_is_stuck_is_sent_again_with_a_reason() {
    let portal = Portal::open().await;
    let number = portal.stuck(&portal.draft()).await;
    let mut clerk = portal.visit(&portal.clerk().await).await;
    let stuck = clerk.open("/operator/applications?tab=stuck").await;
    assert!(
        stuck.says(&format!("№ {number}")) && stuck.says("Запрос на сертификат, Петрова"),
        "{}",
        stuck.text()
    );

    let resending = format!("/operator/applications/{number}/resending");
    let wordless = clerk.press(&stuck, &resending, &[("reason", "  ")]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wordless.says("Напишите причину"), "{}", wordless.text());

    portal.mend_authority();
    let sent = clerk.press(&wordless, &resending, &[("reason", "Центр снова отвечает")]).await;
    assert!(sent.says("Отправлено повторно.") && sent.says("Ничего не застряло."), "{}", sent.text());
    let waiting = clerk.open("/operator/applications").await;
    assert!(waiting.says(&number.to_string()), "{}", waiting.text());
    portal.run_errands().await;
    assert_eq!(portal.see(number).await.stage.code().code(), "approved");

    let mut billing = portal.visit(&portal.billing().await).await;
    let forbidden = billing.open("/operator/applications").await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    assert!(forbidden.says("обработка заявлений у оператора"), "{}", forbidden.text());
}
