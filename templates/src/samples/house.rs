//! The people of a tenant, and the links that set passwords.

use super::{
    CSRF, Sample, at, long_name, moment, now, operator_frame, partner_frame, sample, standing_in,
    training_banner,
};
use crate::components::{
    Answer, Badge, Choice, Empty, Fact, FieldError, Link, Question, Questions, TimelineEntry, Tone,
    VerbButton, VerbWeight,
};
use crate::format::Zone;
use crate::pages::operator::{Part, PartBody};
use crate::pages::{
    ApplicationRow, ForgottenPage, InvitationForm, InvitationState, PeoplePage, PersonPage, PersonRow,
    RoleLine, SessionRow, SetPasswordForm, SetPasswordPage,
};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let partner = partner_frame(9);
    let mut list = vec![
        sample("people-empty", &people(0), &partner),
        sample("people", &people(5), &partner),
        sample("people-operator", &people(4), &operator_frame(9)),
        sample("people-worst", &people_worst(), &partner),
        sample("person", &person(), &partner),
        sample("person-invited", &invited(), &partner),
        sample("person-worst", &person_worst(), &partner),
    ];
    list.extend(passwords());
    list
}

fn passwords() -> Vec<Sample> {
    let anonymous = Frame { banners: vec![training_banner()], csrf: CSRF.to_owned(), ..Frame::default() };
    let form = SetPasswordForm {
        token: "c0ffee".to_owned(),
        login: "vetrov".to_owned(),
        name: Some("Ветров Игорь Павлович".to_owned()),
        errors: Vec::new(),
        csrf: CSRF.to_owned(),
    };
    let short = vec![fault("password", "Пароль должен быть не короче 8 символов")];
    let program = SetPasswordForm { name: None, errors: short, ..form.clone() };
    let asked = ForgottenPage { csrf: CSRF.to_owned(), ..ForgottenPage::default() };
    let unnamed = ForgottenPage {
        errors: vec![fault("name", "Укажите логин или e-mail")], ..asked.clone()
    };
    let done =
        |program| SetPasswordPage::Done { login: "vetrov".to_owned(), program, sign_in: paths::sign_in() };
    vec![
        sample("forgotten", &asked, &anonymous),
        sample("forgotten-unnamed", &unnamed, &anonymous),
        sample("forgotten-asked", &ForgottenPage { asked: true, ..asked }, &anonymous),
        sample("set-password", &SetPasswordPage::Form(form), &anonymous),
        sample("set-password-program", &SetPasswordPage::Form(program), &anonymous),
        sample("set-password-done", &done(false), &anonymous),
        sample("set-password-done-program", &done(true), &anonymous),
        sample("set-password-gone", &SetPasswordPage::Gone, &anonymous),
    ]
}

pub(super) fn fault(field: &str, text: &str) -> FieldError {
    FieldError { field: field.to_owned(), text: text.to_owned() }
}

pub(super) fn nothing() -> Empty {
    Empty {
        reason: "Здесь пока ничего нет.".to_owned(),
        advice: "Начните с формы рядом.".to_owned(),
        link: None,
    }
}

pub(super) fn badge(label: &str, tone: Tone) -> Badge {
    Badge { label: label.to_owned(), tone }
}

pub(super) fn verb(label: &str, action: String, weight: VerbWeight, consequence: Option<&str>) -> VerbButton {
    VerbButton {
        label: label.to_owned(),
        action,
        hidden: vec![("version".to_owned(), "3".to_owned())],
        weight,
        consequence: consequence.map(str::to_owned),
    }
}

fn people(count: usize) -> PeoplePage {
    let states = [("работает", Tone::Good), ("приглашен", Tone::New), ("отключен", Tone::Quiet)];
    let row = |index: usize| PersonRow {
        href: paths::person(&index.to_string()),
        name: "Смирнова Ольга Викторовна".to_owned(),
        login: format!("staff{index}"),
        email: "staff@forsait.example".to_owned(),
        roles: vec!["менеджер партнера".to_owned(), "сотрудник партнера".to_owned()],
        standing: (index == 1).then(|| "замещает: И. Ветров до 30.11.2026".to_owned()).into_iter().collect(),
        state: badge(states[index % 3].0, states[index % 3].1),
        seen: (index % 3 != 1).then(|| Zone::moscow().since(at(21, 10, 48), now())),
    };
    PeoplePage {
        rows: (0..count).map(row).collect(),
        factors: paths::factors(),
        empty: nothing(),
        invitation: Some(InvitationForm {
            action: paths::people(),
            roles: vec![
                Choice::new("partner_staff", "сотрудник партнера"),
                Choice::new("partner_admin", "администратор партнера"),
            ],
            role: "partner_staff".to_owned(),
            ..InvitationForm::default()
        }),
        csrf: CSRF.to_owned(),
    }
}

fn people_worst() -> PeoplePage {
    let mut page = people(200);
    for row in &mut page.rows {
        "Константинопольский-Преображенский Александр Максимилианович оглы".clone_into(&mut row.name);
        "konstantinopolskij-preobrazhenskij.buhgalteriya@forsait-irkutsk.example".clone_into(&mut row.email);
    }
    page.invitation = page.invitation.map(|form| InvitationForm {
        login: "Ветров".to_owned(),
        email: "vetrov".to_owned(),
        errors: vec![
            fault("full_name", "Укажите фамилию, имя и отчество"),
            fault("email", "E-mail записывается как имя@домен, например buh@company.ru"),
            fault("login", "Логин состоит из латинских букв, цифр, точек, дефисов и подчеркиваний"),
        ],
        ..form
    });
    page
}

pub(super) fn session(browser: &str, note: Option<&str>, ending: bool) -> SessionRow {
    SessionRow {
        browser: browser.to_owned(),
        note: note.map(str::to_owned),
        begun: moment(21, 6, 2),
        seen: Zone::moscow().since(at(21, 10, 48), now()),
        end: ending.then(|| verb("Завершить", paths::session_ending("7", "c0ffee"), VerbWeight::Plain, None)),
    }
}

fn role(label: &str, held: bool, note: Option<&str>) -> RoleLine {
    let (words, action) = if held {
        ("Снять", paths::role_ending("7", "partner_staff"))
    } else {
        ("Назначить", paths::roles("7"))
    };
    RoleLine {
        label: label.to_owned(),
        hint: "Очередь заявлений и организации".to_owned(),
        held,
        verb: note.is_none().then(|| verb(words, action, VerbWeight::Plain, None)),
        note: note.map(str::to_owned),
    }
}

pub(super) fn history(text: &str, detail: Option<&str>) -> TimelineEntry {
    TimelineEntry {
        at: moment(20, 8, 0),
        actor: Some("И. Громова:".to_owned()),
        text: text.to_owned(),
        detail: detail.map(str::to_owned),
        tone: Tone::Quiet,
    }
}

fn person() -> PersonPage {
    PersonPage {
        list: Link { label: "Сотрудники".to_owned(), href: paths::people() },
        name: "Ветров Игорь Павлович".to_owned(),
        state: badge("работает", Tone::Good),
        facts: vec![
            Fact::identifier("Логин", "vetrov"),
            Fact::identifier("E-mail", "vetrov@forsait.example"),
            Fact::new("Последний вход", "21.11.2026 13:48 МСК"),
        ],
        invitation: None,
        verbs: Vec::new(),
        note: None,
        roles: vec![
            role("сотрудник партнера", true, None),
            role("менеджер партнера", false, None),
            role("администратор партнера", true, Some("Это последний администратор.")),
        ],
        disabling: Some(disabling()),
        standing: standing_in::parts(2),
        sessions: vec![
            session("Chrome, Windows", None, true),
            session("Firefox, Linux", Some("чужой компьютер"), true),
        ],
        end_all: Some(verb("Завершить все сеансы", paths::sessions_ending("7"), VerbWeight::Plain, None)),
        taken: vec![taken("104209")],
        taken_note: Some((
            "Чтобы передать заявление коллеге, откройте его.".to_owned(),
            Link { label: "Показать в очереди: 1".to_owned(), href: paths::queue() },
        )),
        history: vec![history("дана роль", Some("менеджер партнера"))],
        csrf: CSRF.to_owned(),
    }
}

fn disabling() -> Part {
    let choices = ["выберите", "вернуть в очередь", "Н. Орлов · 4", "О. Смирнова · 7"];
    let form = Questions {
        id: "disabling".to_owned(),
        action: paths::disabling("7"),
        list: vec![Question {
            name: "successor".to_owned(),
            label: "Кому передать 7 заявлений?".to_owned(),
            hint: "Рядом с именем: сколько заявлений сейчас проверяет.".to_owned(),
            answer: Answer::OneOf(choices.map(|label| Choice::new(label, label)).to_vec(), String::new()),
            group: "",
        }],
        hidden: vec![("version".to_owned(), "7".to_owned())],
        button: "Передать и отключить".to_owned(),
        consequence: "Все сеансы завершатся сразу, войти будет нельзя.".to_owned(),
        errors: Vec::new(),
    };
    Part::new("disabling-part", "Отключить", PartBody::Questions(form))
}

fn taken(number: &str) -> ApplicationRow {
    ApplicationRow {
        number: number.to_owned(),
        href: Some(paths::application(number)),
        kind: "Подключение".to_owned(),
        sent: moment(20, 8, 0),
        status: badge("На проверке", Tone::Work),
        waiting_for: Some("ждет партнера".to_owned()),
        since: Zone::moscow().since(at(20, 10, 48), now()),
    }
}

fn invited() -> PersonPage {
    let again = "Придет новое письмо, прежняя ссылка перестанет действовать.";
    PersonPage {
        state: badge("приглашен", Tone::New),
        invitation: Some(InvitationState {
            text: "Письмо отправлено, ссылка действует до 22.11.2026 14:05 МСК.".to_owned(),
            good: true,
        }),
        verbs: vec![verb(
            "Отправить приглашение еще раз",
            paths::invitation("7"),
            VerbWeight::Primary,
            Some(again),
        )],
        sessions: Vec::new(),
        end_all: None,
        taken: Vec::new(),
        history: Vec::new(),
        ..person()
    }
}

fn person_worst() -> PersonPage {
    PersonPage {
        name: long_name(),
        state: badge("отключен", Tone::Quiet),
        note: Some("Сотрудник работает и в другой организации.".to_owned()),
        standing: standing_in::parts(40),
        sessions: vec![session(&long_name(), Some("чужой компьютер"), true); 40],
        taken: vec![taken("104209"); 50],
        history: vec![history("завершены сеансы", Some(&long_name())); 50],
        ..person()
    }
}
