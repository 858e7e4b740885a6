//! Why a verb of a colleague is refused, in words.

use crate::domain::account::AccountState;
use crate::domain::colleague::{PersonRefusal, ResetRefusal};

/// The message when a verb of a colleague is refused.
#[must_use]
pub const fn refusal(refusal: PersonRefusal) -> &'static str {
    match refusal {
        PersonRefusal::Reset(refusal) => of_reset(refusal),
        PersonRefusal::LastAdministrator => {
            "Это последний администратор. Сначала дайте роль администратора кому-то еще."
        }
        PersonRefusal::FactorRequired => {
            "Второй шаг входа для вас обязателен: сначала подключите другой способ, потом отключайте этот."
        }
        PersonRefusal::RoleAboveYours => "Эта роль выше вашей.",
        PersonRefusal::RoleOfAnotherHouse => "Такой роли здесь нет.",
        PersonRefusal::NoEmail => {
            "У этой учетной записи только телефон. Сотруднику нужен e-mail: на него приходят письма."
        }
        PersonRefusal::HasRole => "Эта роль у сотрудника уже есть.",
        PersonRefusal::HasNotRole => "Этой роли у сотрудника уже нет.",
        PersonRefusal::OnlyRole => {
            "Это единственная роль. Дайте сотруднику другую или отключите учетную запись."
        }
        PersonRefusal::HasAdministrator => "У партнера уже есть администратор: сотрудников заводит он.",
        PersonRefusal::RoleForYourself => "Самому себе роль дать нельзя: попросите другого администратора.",
        PersonRefusal::Yourself => "Себя отключить нельзя: попросите другого администратора.",
        PersonRefusal::WorksElsewhere => {
            "Сотрудник работает и в другой организации, учетную запись целиком отключить нельзя."
        }
        PersonRefusal::PasskeysFull => "У вас уже 20 ключей доступа, больше нельзя. Удалите лишний.",
        PersonRefusal::TooManyProgramPasswords => {
            "У вас уже 20 паролей для программ. Прекратите лишний, чтобы создать новый."
        }
        PersonRefusal::AccountIs(AccountState::Invited) => "Сотрудник приглашен и еще не задал пароль.",
        PersonRefusal::AccountIs(AccountState::Working) => "Учетная запись уже работает.",
        PersonRefusal::AccountIs(AccountState::Disabled) => "Учетная запись отключена.",
    }
}

/// The message when taking second factors off is refused.
const fn of_reset(refusal: ResetRefusal) -> &'static str {
    match refusal {
        ResetRefusal::Nothing => "У этого человека нет защиты, которую надо снимать.",
        ResetRefusal::Asked => "Снять защиту уже попросили.",
        ResetRefusal::NeedsAnother => "Согласиться должен другой администратор, не тот, кто попросил.",
        ResetRefusal::ConfirmerTooNew => {
            "Вы стали администратором уже после этого запроса. Согласиться может другой администратор или администратор оператора."
        }
        ResetRefusal::ConfirmerLetIn => {
            "Доступ вам дал тот, кто просит, меньше суток назад. Согласиться может другой администратор или администратор оператора."
        }
        ResetRefusal::OwnerUnreachable => {
            "У владельца нет ни e-mail, ни подтвержденного телефона, предупредить его нельзя. \
             Защиту снимает оператор на своем сервере: registrar user reset-factors --login ЛОГИН."
        }
        ResetRefusal::Confirmed => "Другой администратор уже согласился.",
        ResetRefusal::Over => "Этот запрос уже завершен.",
    }
}
