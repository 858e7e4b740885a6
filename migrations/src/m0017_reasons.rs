//! Reasons edited by the operator: the advice to the client in its own column, the author, and how often each reason is
//! given.

use sea_orm_migration::prelude::*;

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The advice to the client, with which the first wording of each reason ends.
const STEPS: &[(&str, &str)] = &[
    ("registry_mismatch", "Сверьте наименование, ОГРН и руководителя и отправьте заявление снова."),
    ("snils", "Исправьте СНИЛС и отправьте заявление снова."),
    ("identity", "Исправьте их и отправьте заявление снова."),
    ("direction", "Исправьте направления и отправьте заявление снова."),
    ("users", "Заполните список в программе и отправьте заявление снова."),
    ("request", "Создайте запрос заново и отправьте заявление снова."),
    ("documents", "Приложите документы и отправьте заявление снова."),
    ("alias", "Укажите другой и отправьте заявление снова."),
    ("its_contract", "Обратитесь в обслуживающую организацию, чтобы его продлить."),
    ("reg_number", "Обратитесь в обслуживающую организацию."),
    ("not_paid", "Обратитесь в обслуживающую организацию и отправьте новое заявление."),
    ("fns_head", "Получите его там и отправьте новое заявление."),
];

/// Audit entries that give a reason; queries use the same condition.
const GIVEN: &str = "create index audit_reasons on audit (at) where verb in ('returned', 'rejected')";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            "alter table reasons add column fix_step text not null default ''",
            "alter table reasons add column set_by text",
        ];
        engine::each(manager, &columns, &columns).await?;
        for (code, step) in STEPS {
            manager.exec_stmt(split(code, step)).await?;
        }
        engine::each(manager, &[GIVEN], &[GIVEN]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let back = [
            "drop index audit_reasons",
            "update reasons set text = trim(text || ' ' || fix_step) where fix_step <> ''",
            "alter table reasons drop column set_by",
            "alter table reasons drop column fix_step",
        ];
        engine::each(manager, &back, &back).await
    }
}

/// Cuts the advice off the end of a text; what the client reads stays the same.
fn split(code: &str, step: &str) -> UpdateStatement {
    let text = format!("rtrim(substr(text, 1, length(text) - {}))", step.chars().count());
    Query::update()
        .table("reasons")
        .value("text", Expr::cust(text))
        .value("fix_step", step)
        .and_where(Expr::col("code").eq(code))
        .and_where(Expr::col("version").eq(1))
        .and_where(Expr::col("text").like(format!("% {step}")))
        .to_owned()
}
