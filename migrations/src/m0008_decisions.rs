//! Decisions off the straight path: canned reasons, returned and held applications, owners by СНИЛС.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{big_integer, boolean, integer, text, timestamp_with_time_zone};

use crate::engine;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// New columns of applications.
const COLUMNS: &[(&str, &str, &str)] = &[
    ("client_email", "text", "text"),
    ("reason_version", "integer", "integer"),
    ("expires_at", "timestamp_with_timezone_text", "timestamp with time zone"),
    ("hold_reason", "text", "text"),
    ("hold_since", "timestamp_with_timezone_text", "timestamp with time zone"),
    ("hold_until", "timestamp_with_timezone_text", "timestamp with time zone"),
];

/// The first wordings: code, may return, may reject, title, and the text for the client.
const REASONS: &[(&str, bool, bool, &str, &str)] = &[
    (
        "registry_mismatch",
        true,
        false,
        "Реквизиты не совпадают с ЕГРЮЛ или ЕГРИП",
        "Реквизиты организации {organization} не совпадают с государственным реестром. Сверьте наименование, ОГРН и руководителя и отправьте заявление снова.",
    ),
    (
        "snils",
        true,
        false,
        "СНИЛС владельца не подтвержден",
        "СНИЛС владельца подписи не прошел проверку. Исправьте СНИЛС и отправьте заявление снова.",
    ),
    (
        "identity",
        true,
        false,
        "Данные документа владельца не подтверждены",
        "Данные документа, удостоверяющего личность владельца, не подтвердились. Исправьте их и отправьте заявление снова.",
    ),
    (
        "direction",
        true,
        false,
        "Неверный КПП или код направления",
        "Код контролирующего органа или КПП указан неверно. Исправьте направления и отправьте заявление снова.",
    ),
    (
        "users",
        true,
        false,
        "Нет списка пользователей",
        "Заявлен многопользовательский режим, но список пользователей пуст или неполон. Заполните список в программе и отправьте заявление снова.",
    ),
    (
        "request",
        true,
        false,
        "Запрос на сертификат не соответствует заявлению",
        "Запрос на сертификат создан с другими данными, чем в заявлении. Создайте запрос заново и отправьте заявление снова.",
    ),
    (
        "documents",
        true,
        false,
        "Нужны документы",
        "Нет доверенности (МЧД) или копия документа нечитаема. Приложите документы и отправьте заявление снова.",
    ),
    (
        "alias",
        true,
        false,
        "Псевдоним продукта уже занят",
        "Псевдоним продукта уже занят другой учетной записью. Укажите другой и отправьте заявление снова.",
    ),
    (
        "its_contract",
        true,
        true,
        "Нет действующего договора 1С:ИТС",
        "Договор 1С:ИТС не действует. Обратитесь в обслуживающую организацию, чтобы его продлить.",
    ),
    (
        "reg_number",
        false,
        true,
        "Регистрационный номер принадлежит другому кабинету",
        "Регистрационный номер программы закреплен за другим кабинетом. Обратитесь в обслуживающую организацию.",
    ),
    (
        "duplicate",
        false,
        true,
        "Повторное заявление",
        "Такое заявление уже есть и обрабатывается, это отклонено как повторное.",
    ),
    (
        "not_paid",
        false,
        true,
        "Нет оплаты",
        "Оплата не поступила. Обратитесь в обслуживающую организацию и отправьте новое заявление.",
    ),
    (
        "fns_head",
        false,
        true,
        "Сертификат руководителя выдает УЦ ФНС",
        "Сертификат руководителя выдает удостоверяющий центр ФНС. Получите его там и отправьте новое заявление.",
    ),
    (
        "treasury",
        false,
        true,
        "Нужен сертификат Федерального казначейства",
        "Для клиента Казначейства России выберите сертификат Федерального казначейства и отправьте новое заявление.",
    ),
    ("client_request", false, true, "По просьбе клиента", "Заявление отклонено по вашей просьбе."),
    ("other", true, true, "Другая причина", ""),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, sqlite, postgres) in COLUMNS {
            engine::each(
                manager,
                &[&format!("alter table applications add column {name} {sqlite}")],
                &[&format!("alter table applications add column {name} {postgres}")],
            )
            .await?;
        }
        manager.create_table(reasons()).await?;
        manager.create_table(owners()).await?;
        manager
            .create_index(engine::index("application_owners_snils", "application_owners", &["snils"]))
            .await?;
        manager.exec_stmt(first_wording()).await?;
        engine::each(manager, &[SQLITE_OWNERS], &[POSTGRES_OWNERS]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["application_owners", "reasons"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for (name, _, _) in COLUMNS {
            let drop = format!("alter table applications drop column {name}");
            engine::each(manager, &[&drop], &[&drop]).await?;
        }
        Ok(())
    }
}

/// Canned reasons; a new wording is a new version, and old versions stay for their past uses.
fn reasons() -> TableCreateStatement {
    Table::create()
        .table("reasons")
        .col(text("code"))
        .col(integer("version"))
        .col(integer("place"))
        .col(boolean("returns"))
        .col(boolean("rejects"))
        .col(text("title"))
        .col(text("text"))
        .col(timestamp_with_time_zone("since"))
        .primary_key(Index::create().col("code").col("version"))
        .to_owned()
}

/// The owners in the latest revision of each application; a person may own signatures in several organisations.
fn owners() -> TableCreateStatement {
    Table::create()
        .table("application_owners")
        .col(big_integer("application_number"))
        .col(integer("position"))
        .col(text("snils"))
        .primary_key(Index::create().col("application_number").col("position"))
        .foreign_key(
            ForeignKey::create()
                .from("application_owners", "application_number")
                .to("applications", "number"),
        )
        .to_owned()
}

fn first_wording() -> InsertStatement {
    let mut insert = Query::insert();
    insert
        .into_table("reasons")
        .columns(["code", "version", "place", "returns", "rejects", "title", "text", "since"]);
    for (place, (code, returns, rejects, title, words)) in (1_i32..).zip(REASONS) {
        insert.values_panic([
            (*code).into(),
            1.into(),
            place.into(),
            (*returns).into(),
            (*rejects).into(),
            (*title).into(),
            (*words).into(),
            Expr::cust("'2026-01-01 00:00:00+00:00'"),
        ]);
    }
    insert
}

/// Fills the table from earlier applications, on `SQLite`.
const SQLITE_OWNERS: &str = "insert into application_owners (application_number, position, snils) \
     select o.application_number, owner.key, json_extract(owner.value, '$.snils') \
     from originals o, json_each(o.content, '$.owners') owner";
/// The counterpart of [`SQLITE_OWNERS`].
const POSTGRES_OWNERS: &str = "insert into application_owners (application_number, position, snils) \
     select o.application_number, owner.place - 1, owner.value ->> 'snils' \
     from originals o, jsonb_array_elements(o.content::jsonb -> 'owners') with ordinality owner (value, place)";
