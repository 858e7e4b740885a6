//! The request itself: the kind of application, its changes, the licence and the cabinet.

use serde::{Deserialize, Serialize};

use super::fault::Need;
use super::limits;
use super::members::Members;

codes! {
    /// The kind of an application.
    pub enum ApplicationType {
        /// «На подключение»: the first connection.
        Connect = "connect",
        /// «Пролонгация»: the next licence period.
        Renew = "renew",
        /// «На изменение»: some requisites or parameters change.
        Change = "change",
        /// «Восстановление»: keys or the account were lost.
        Restore = "restore",
    }
}

codes! {
    /// A change that a change application asks for; there may be several.
    pub enum ChangeFlag {
        /// «Изменить реквизиты организации».
        OrgRequisites = "org_requisites",
        /// «Изменить владельца сертификата».
        CertificateOwner = "certificate_owner",
        /// «Изменить место хранения ключа».
        KeyStorage = "key_storage",
        /// «Переиздать сертификат».
        ReissueCertificate = "reissue_certificate",
        /// «Подключить ЭДО».
        ConnectEdo = "connect_edo",
        /// «Переиздать сертификат ЭДО».
        ReissueEdoCertificate = "reissue_edo_certificate",
        /// «Изменить настройки уведомлений».
        Notifications = "notifications",
        /// «Изменить состав контролирующих органов».
        Directions = "directions",
        /// «Продлить лицензию».
        RenewLicense = "renew_license",
        /// «Изменить настройки пользователей»: the multi-user mode.
        Users = "users",
    }
}

codes! {
    /// The requested product.
    pub enum Product {
        /// «Основной».
        Main = "main",
        /// «Кадровые решения».
        Hr = "hr",
        /// «Уполномоченный представитель».
        AuthorizedRep = "authorized_rep",
    }
}

/// The requested licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct License {
    /// The product.
    pub product: Product,
    /// The term in months: 12 or 24.
    pub term_months: u32,
}

/// The licence when the client states none: the main product for a year.
const USUAL_LICENSE: License = License { product: Product::Main, term_months: 12 };

/// The terms, in months, for which a licence is sold.
const TERMS: [u32; 2] = [12, 24];

/// The client's cabinet; its alias sets it apart from the subscriber's others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cabinet {
    /// «Псевдоним продукта».
    pub alias: String,
}

/// Parses the changes; only a change application has any.
pub(super) fn changes(root: &mut Members<'_>, kind: Option<ApplicationType>) -> Vec<ChangeFlag> {
    let need = if kind == Some(ApplicationType::Change) { Need::Required } else { Need::Optional };
    let changes = root.codes("changes", need, ChangeFlag::ALL, ChangeFlag::code);
    if !changes.is_empty() && kind.is_some_and(|kind| kind != ApplicationType::Change) {
        root.fault(
            "changes",
            "changes_forbidden",
            "Состав изменений указывают только в заявлении на изменение",
        );
    }
    changes
}

/// Parses the licence; missing parts take the default.
pub(super) fn license(root: &mut Members<'_>) -> License {
    let read = |license: &mut Members<'_>| {
        Some(License {
            product: license
                .code("product", Need::Optional, Product::ALL, Product::code)
                .unwrap_or(USUAL_LICENSE.product),
            term_months: license.number("term_months", &TERMS).unwrap_or(USUAL_LICENSE.term_months),
        })
    };
    root.section("license", Need::Optional, read).unwrap_or(USUAL_LICENSE)
}

/// Parses the cabinet; its alias has 3 to 20 characters, not bytes.
pub(super) fn cabinet(root: &mut Members<'_>) -> Option<Cabinet> {
    root.section("cabinet", Need::Optional, |cabinet| {
        let enabled = cabinet.flag("enabled", Need::Required);
        let alias = cabinet.name("alias", Need::Optional, usize::MAX);
        if enabled != Some(true) {
            return None;
        }
        let fits = |alias: &String| limits::ALIAS.contains(&alias.chars().count());
        if !alias.as_ref().is_some_and(fits) && !cabinet.is_faulty_within("alias") {
            cabinet.fault("alias", "alias_length", "Укажите псевдоним продукта от 3 до 20 символов");
        }
        Some(Cabinet { alias: alias? })
    })
}
