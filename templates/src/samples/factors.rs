//! The second factor: the question at the sign-in, the app, the recovery codes, the proof that is asked for again.

use super::house::fault;
use super::{CSRF, Sample, cabinet_frame, long_name, moment, partner_frame, sample, training_banner};
use crate::components::{Choice, VerbButton, VerbWeight};
use crate::pages::{
    FactorsPage, Failure, FailurePage, LackingRow, OwnCodesPage, ProofForm, RecoveryCodesPage, ResetForm,
    ResetRefusalPage, ResetRow, Resubmission, ResumedForm, ResumedPage, RuleForm, RuleRow, SecondStepPage,
    SecretField, ShownCodesPage, WaitingSecret,
};
use crate::{Frame, paths};

pub(super) fn samples() -> Vec<Sample> {
    let anonymous = Frame { banners: vec![training_banner()], csrf: CSRF.to_owned(), ..Frame::default() };
    let frame = partner_frame(9);
    let refused = SecondStepPage {
        error: Some(
            "Код не подошел. Проверьте, что время на телефоне точное, и введите новый код".to_owned(),
        ),
        next: Some(paths::queue()),
        ..second_step()
    };
    let bare = SecondStepPage {
        app: false,
        passkeys: false,
        recovery_codes: 0,
        login: long_name(),
        ..second_step()
    };
    vec![
        sample("second-step", &second_step(), &anonymous),
        sample("second-step-refused", &refused, &anonymous),
        sample("second-step-worst", &bare, &anonymous),
        sample("codes-none", &OwnCodesPage { csrf: CSRF.to_owned(), ..OwnCodesPage::default() }, &frame),
        sample("codes-waiting", &waiting(), &frame),
        sample("codes", &codes(), &frame),
        sample("codes-worst", &OwnCodesPage { recovery_codes: Some(0), ..codes() }, &frame),
        sample("recovery-codes", &recovery_codes(), &frame),
        sample("recovery-codes-client", &recovery_codes(), &cabinet_frame()),
        sample("recovery-codes-shown", &ShownCodesPage, &frame),
        sample("factors-empty", &factors_empty(), &frame),
        sample("factors", &factors(), &frame),
        sample("factors-worst", &factors_worst(), &frame),
        sample("factor-reset", &refusal(false), &anonymous),
        sample("factor-reset-refused", &refusal(true), &anonymous),
        sample("must-enrol", &must_enrol(), &frame),
        sample("resumed", &resumed(&["Позвонить после обеда, директор в отпуске"]), &partner_frame(9)),
        sample("resumed-worst", &resumed(&[&long_name(), &long_name(), &long_name()]), &partner_frame(9)),
        sample("proof", &proof(false, None), &frame),
        sample("proof-code", &proof(true, Some("Этот код уже использован. Дождитесь следующего")), &frame),
    ]
}

fn second_step() -> SecondStepPage {
    SecondStepPage {
        csrf: CSRF.to_owned(),
        login: "staff".to_owned(),
        error: None,
        next: None,
        app: true,
        passkeys: true,
        recovery_codes: 9,
        start: paths::sign_in(),
        lost: "Ничего этого нет? Обратитесь к своему администратору: он вместе с коллегой снимет защиту через сутки после письма вам."
            .to_owned(),
    }
}

fn waiting() -> OwnCodesPage {
    OwnCodesPage {
        required: Some("С 01.12.2026 без второго шага войти нельзя.".to_owned()),
        waiting: Some(WaitingSecret {
            text: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
            address: "otpauth://totp/registrar:staff?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned(),
        }),
        app_verbs: vec![verb("Показать другой код", paths::own_app_start())],
        errors: vec![fault(
            "code",
            "Код не подошел. Проверьте, что время на телефоне точное, и введите новый код",
        )],
        csrf: CSRF.to_owned(),
        ..OwnCodesPage::default()
    }
}

fn codes() -> OwnCodesPage {
    let again = VerbButton {
        consequence: Some("Прежние коды перестанут действовать.".to_owned()),
        ..verb("Выпустить новые", paths::own_recovery_codes())
    };
    OwnCodesPage {
        since: Some(moment(18, 9, 0)),
        recovery_codes: Some(9),
        app_verbs: vec![verb("Подключить другой телефон", paths::own_app_start())],
        app_removal: Some(VerbButton {
            weight: VerbWeight::Danger,
            consequence: Some("Коды этого приложения больше не подойдут.".to_owned()),
            ..verb("Отключить", paths::own_app_removal())
        }),
        code_verbs: vec![again],
        csrf: CSRF.to_owned(),
        ..OwnCodesPage::default()
    }
}

fn verb(label: &str, action: String) -> VerbButton {
    VerbButton {
        label: label.to_owned(),
        action,
        hidden: Vec::new(),
        weight: VerbWeight::Plain,
        consequence: None,
    }
}

fn recovery_codes() -> RecoveryCodesPage {
    RecoveryCodesPage {
        codes: vec!["k4mx-9tqw-c2hd".to_owned(); 10],
        done: Some("Приложение подключено".to_owned()),
        login: "staff".to_owned(),
    }
}

fn proof(second_factor: bool, error: Option<&str>) -> FailurePage {
    let sent = Resubmission {
        address: paths::operator_people(),
        fields: vec![("login".to_owned(), "ivanova".to_owned())],
    };
    let error = error.map(str::to_owned);
    let anew = SecretField { name: "password".to_owned(), label: "Новый пароль".to_owned() };
    let form = ProofForm {
        second_factor,
        passkeys: second_factor,
        error,
        act: Some("изменить сотрудников, их роли и вход".to_owned()),
        back: paths::operator_people(),
        sent,
        anew: if second_factor { vec![anew] } else { Vec::new() },
        form: true,
        csrf: CSRF.to_owned(),
    };
    let request_id = "0193a1d2-7c1e-7a90-b1f4-3f0f6a3f9f11".to_owned();
    FailurePage { failure: Failure::Unproven(Box::new(form)), request_id }
}

fn factors() -> FactorsPage {
    let roles = vec![Choice::new("", "все"), Choice::new("partner_staff", "сотрудник партнера")];
    FactorsPage {
        people: paths::people(),
        rules: vec![
            RuleRow { whom: "все".to_owned(), from: "01.12.2026".to_owned(), end: None },
            RuleRow {
                whom: "менеджер партнера, «Форсайт»".to_owned(),
                from: "20.11.2026".to_owned(),
                end: Some(verb("Снять требование", paths::factor_rule_ending("7"))),
            },
        ],
        form: Some(RuleForm { action: paths::factors(), roles, ..RuleForm::default() }),
        lacking: vec![lacking("Смирнова Ольга Викторовна", Some("с 01.12.2026")), lacking("И. Ветров", None)],
        resets: vec![reset("Потерян телефон, позвонила с рабочего номера.")],
        reset_form: Some(ResetForm { action: paths::factor_resets(), ..ResetForm::default() }),
        csrf: CSRF.to_owned(),
    }
}

fn factors_empty() -> FactorsPage {
    let page = factors();
    let (form, reset_form) = (None, None);
    FactorsPage { rules: Vec::new(), lacking: Vec::new(), resets: Vec::new(), form, reset_form, ..page }
}

fn factors_worst() -> FactorsPage {
    let page = factors();
    FactorsPage {
        lacking: vec![lacking(&long_name(), Some("с 01.12.2026")); 40],
        resets: vec![reset(&long_name()); 5],
        form: page.form.clone().map(|form| RuleForm {
            partners: vec![Choice::new("", "у всех"), Choice::new("forsait", long_name())],
            errors: vec![fault("from", "День уже прошел")],
            ..form
        }),
        reset_form: page.reset_form.clone().map(|form| ResetForm {
            login: "stafff".to_owned(),
            errors: vec![fault("login", "Такого логина среди ваших людей нет")],
            ..form
        }),
        ..page
    }
}

fn lacking(name: &str, required: Option<&str>) -> LackingRow {
    LackingRow {
        name: name.to_owned(),
        login: "staff".to_owned(),
        house: "Форсайт".to_owned(),
        href: Some(paths::person("7")),
        required: required.map(str::to_owned),
    }
}

fn reset(reason: &str) -> ResetRow {
    ResetRow {
        name: "Смирнова Ольга Викторовна".to_owned(),
        login: "staff".to_owned(),
        reason: reason.to_owned(),
        asked: "Просит И. Ветров,".to_owned(),
        at: moment(18, 9, 0),
        waits: "Ждет согласия другого администратора.".to_owned(),
        verbs: vec![
            verb("Согласиться", paths::factor_reset_confirmation("7")),
            verb("Отменить запрос", paths::factor_reset_ending("7")),
        ],
    }
}

fn refusal(done: bool) -> ResetRefusalPage {
    let action = paths::factor_reset_refusal("token");
    ResetRefusalPage { action, login: "staff".to_owned(), done, csrf: CSRF.to_owned() }
}

fn resumed(typed: &[&str]) -> ResumedPage {
    let sent = Resubmission { address: paths::queue(), fields: vec![("csrf".to_owned(), CSRF.to_owned())] };
    let form = ResumedForm {
        typed: typed.iter().map(|text| (*text).to_owned()).collect(),
        sent,
        back: Some(paths::application("104209")),
    };
    ResumedPage { forms: vec![form; typed.len()] }
}

fn must_enrol() -> FailurePage {
    let fields =
        vec![("csrf".to_owned(), CSRF.to_owned()), ("note".to_owned(), "Позвонить после обеда".to_owned())];
    let again = Some(Resubmission { address: paths::queue(), fields });
    let request_id = "0193a1d2-7c1e-7a90-b1f4-3f0f6a3f9f11".to_owned();
    FailurePage { failure: Failure::MustEnrol { again }, request_id }
}
