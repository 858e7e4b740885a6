//! «Пользователи» and «Приглашение пользователей»: the people of one's own organisations.

use maud::{Markup, Render, html};

use crate::components::{
    Choice, Control, Empty, Entry, Field, FieldError, Form, Kind, Width, error_of, summary, titled,
};
use crate::layout::Door;
use crate::{Page, paths};

/// The people of one's own organisations.
#[derive(Clone, Debug, Default)]
pub struct MembersPage {
    /// The organisations, by name.
    pub houses: Vec<MembersHouse>,
    /// What is said when there is none.
    pub empty: Empty,
    /// The token against forgery.
    pub csrf: String,
}

/// An organisation with its people.
#[derive(Clone, Debug, Default)]
pub struct MembersHouse {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its people.
    pub members: Vec<MemberRow>,
    /// Invitations that wait.
    pub invited: Vec<InvitedRow>,
    /// Whether the reader is its administrator.
    pub administered: bool,
}

/// Somebody who acts for an organisation.
#[derive(Clone, Debug, Default)]
pub struct MemberRow {
    /// The identity of the account.
    pub id: String,
    /// The name.
    pub name: String,
    /// The login.
    pub login: String,
    /// As what.
    pub role: String,
    /// Since which day; empty when nobody knows.
    pub since: String,
    /// Whether the ИНН opens this account.
    pub by_inn: bool,
}

/// An invitation that waits.
#[derive(Clone, Debug, Default)]
pub struct InvitedRow {
    /// Its identity.
    pub id: String,
    /// The address.
    pub email: String,
    /// As what.
    pub role: String,
    /// Whether the organisation's partner sent it.
    pub by_partner: bool,
    /// Until which day.
    pub until: String,
}

/// The form of an invitation.
#[derive(Clone, Debug, Default)]
pub struct InvitingPage {
    /// The organisations that the reader administers: codes with names.
    pub organizations: Vec<Choice>,
    /// The chosen one.
    pub organization: String,
    /// The address, as typed.
    pub email: String,
    /// The roles to give.
    pub roles: Vec<Choice>,
    /// The chosen one.
    pub role: String,
    /// What is wrong.
    pub errors: Vec<FieldError>,
    /// The token against forgery.
    pub csrf: String,
}

const PEOPLE: &str = "Пользователи";
const INVITING: &str = "Приглашение пользователей";

impl Page for MembersPage {
    fn title(&self) -> String {
        titled(PEOPLE, Door::Portal.name(), false)
    }
}

impl Render for MembersPage {
    fn render(&self) -> Markup {
        let administers = self.houses.iter().any(|house| house.administered);
        html! {
            h1 { span.caption { "Абонент" } (PEOPLE) }
            @if self.houses.is_empty() { div.card { (self.empty) } }
            @if administers {
                p { a."btn btn-primary" href=(paths::client_invitation()) { "Пригласить пользователя" } }
            }
            @for house in &self.houses { (house.section(&self.csrf)) }
        }
    }
}

impl MembersHouse {
    fn section(&self, csrf: &str) -> Markup {
        html! {
            h2 { (self.name) }
            table."sheet-list blocks" {
                caption.visually-hidden { "Пользователи: " (self.name) }
                thead {
                    tr {
                        th scope="col" { "Пользователь" } th scope="col" { "Роль" } th scope="col" { "Действует с" }
                        @if self.administered { th scope="col" { span.visually-hidden { "Действия" } } }
                    }
                }
                tbody { @for member in &self.members { (self.member(member, csrf)) } }
            }
            @if !self.invited.is_empty() {
                h3 { "Приглашены" }
                ul.plain-list { @for invited in &self.invited { li { (self.waiting(invited, csrf)) } } }
            }
        }
    }

    fn member(&self, member: &MemberRow, csrf: &str) -> Markup {
        html! {
            tr {
                td {
                    (member.name) small { "логин " (member.login) }
                    @if member.by_inn { small { "вход по ИНН организации" } }
                }
                td data-label="Роль" { (member.role) }
                td data-label="Действует с" { @if member.since.is_empty() { span.soft { "давно" } } @else { (member.since) } }
                @if self.administered { td.last { (self.acts(member, csrf)) } }
            }
        }
    }

    fn acts(&self, member: &MemberRow, csrf: &str) -> Markup {
        let name = html! { span.visually-hidden { ": " (member.name) } };
        let end = html! { button.btn { "Завершить доступ" (name) } };
        let by_inn = html! { button.btn { "Назначить" (name) } };
        html! {
            @if !member.by_inn {
                details.more {
                    summary { "Вход по ИНН" (name) }
                    div {
                        p { "ИНН организации с паролем этого пользователя будет открывать его учетную запись и ничью больше." }
                        (Form {
                            action: &paths::member_by_inn(&self.code, &member.id), csrf, hidden: &[], guarded: false,
                            content: by_inn,
                        })
                    }
                }
            }
            details.more {
                summary { "Завершить доступ" (name) }
                div {
                    p { "Пользователь больше не увидит эту организацию. Учетная запись останется его собственной." }
                    (Form {
                        action: &paths::member_ending(&self.code, &member.id), csrf, hidden: &[], guarded: false,
                        content: end,
                    })
                }
            }
        }
    }

    fn waiting(&self, invited: &InvitedRow, csrf: &str) -> Markup {
        let content = html! { button."btn btn-sm" { "Отозвать" span.visually-hidden { " приглашение: " (invited.email) } } };
        html! {
            div { (invited.email) " " span.soft { (invited.role) ", до " (invited.until) }
                @if invited.by_partner { span.soft { ", по приглашению обслуживающей организации" } } }
            (Form {
                action: &paths::client_invitation_withdrawal(&self.code, &invited.id), csrf, hidden: &[], guarded: false,
                content,
            })
        }
    }
}

impl Page for InvitingPage {
    fn title(&self) -> String {
        titled(INVITING, Door::Portal.name(), !self.errors.is_empty())
    }
}

impl Render for InvitingPage {
    fn render(&self) -> Markup {
        html! {
            (summary(&self.errors))
            h1 { span.caption { "Абонент" } (INVITING) }
            @if self.organizations.is_empty() {
                p { "Приглашает администратор организации. У вас нет организации, которой вы управляете." }
                p { "Кто администратор, видно на странице " a.link href=(paths::members()) { (PEOPLE) } "." }
            } @else { (self.form()) }
        }
    }
}

impl InvitingPage {
    fn form(&self) -> Markup {
        let alone = self.organizations.len() == 1;
        let hidden = [("organization", self.organization.as_str())];
        let content = html! {
            @if !alone { (self.choice("organization", "Организация", &self.organizations, &self.organization)) }
            (Entry {
                hint: "На него придет письмо со ссылкой. Она действует 7\u{a0}дней.", required: true, kind: Kind::Email,
                width: Width::Middle, ..Entry::text("email", "E-mail", &self.email, "off", &self.errors)
            })
            (self.choice("role", "Роль", &self.roles, &self.role))
            div.acts { button."btn btn-primary" { "Пригласить" } }
        };
        let hidden: &[_] = if alone { &hidden } else { &[] };
        html! {
            @for one in self.organizations.iter().filter(|_| alone) { p { "Организация: " b { (one.label) } } }
            (Form { action: &paths::client_invitation(), csrf: &self.csrf, hidden, guarded: true, content })
        }
    }

    fn choice(&self, name: &str, label: &str, choices: &[Choice], chosen: &str) -> Markup {
        let error = error_of(&self.errors, name);
        Field { id: name, name, label, hint: "", error, control: Control::Radios { choices, chosen } }
            .render()
    }
}
