//! The operations on applications and organisations.

use std::convert::Infallible;

use axum::body::Bytes;
use futures_util::stream;
use registrar::domain::application::ConnectionParameters;
use registrar::domain::billing::Basis;
use registrar::domain::draft::{DraftStep, TypedFields};
use registrar::domain::expiry::Horizon;
use registrar::domain::ids::{DocumentId, DraftFileId, DraftId, PersonId};
use registrar::domain::queue::{AfterAction, BulkVerb, QueueFilter, Tab};
use registrar::gateways::files::Files;
use registrar::operations::attachments::AttachFailure;
use registrar::operations::decisions::GivenReason;
use registrar::operations::drafts::{Filled, SeenDraft, TypedStart};
use registrar::operations::intake::IntakeFailure;
use registrar::operations::saved_filters::NewFilter;
use registrar::operations::{
    Desk, Failure, attachments, attention, bulk, cabinet, decisions, documentation, documents, drafts,
    expiry, inspection, intake, mending, notes, organizations, preferences, presence, queue, review,
    saved_filters, support,
};
use registrar::store::documents::DocumentQuery;

use super::{NUMBER, Probe, probes};

const ASKING: support::DisclosureRequest<'static> =
    support::DisclosureRequest { what: "people", reason: "Сверяем с карточкой", seen: "0" };
const REASON: GivenReason<'static> = GivenReason { code: "snils", own_words: "" };

pub(super) fn applications(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewApplication "inspection::card" => inspection::card(desk, NUMBER),
        ViewApplication "inspection::standing" => inspection::standing(desk, NUMBER),
        ViewApplication "inspection::price_with" => inspection::price_with(desk, NUMBER, Some(parameters())),
        ViewApplication "inspection::offering" => inspection::offering(desk, NUMBER, parameters()),
        ViewApplication "queue::page" => async { queue::page(desk, Tab::New, &QueueFilter::default(), None, None).await },
        ViewApplication "queue::arrivals" => async {
            queue::arrivals(desk, Tab::New, &QueueFilter::default(), NUMBER).await
        },
        ViewApplication "queue::next" => async {
            queue::next(desk, Tab::New, &QueueFilter::default(), NUMBER).await
        },
        ViewApplication "preferences::after_action" => preferences::after_action(desk),
        ViewApplication "preferences::prefer_after_action" => {
            preferences::prefer_after_action(desk, AfterAction::Next)
        },
        ViewApplication "presence::look" => presence::look(desk, NUMBER),
        ViewApplication "presence::onlookers" => presence::onlookers(desk, &[NUMBER]),
        ViewApplication "saved_filters::list" => saved_filters::list(desk),
        ViewApplication "saved_filters::save" => {
            saved_filters::save(desk, NewFilter { name: "Мой", query: "", of_team: false })
        },
        ViewApplication "saved_filters::remove" => saved_filters::remove(desk, 1),
        ManageTeamFilters "saved_filters::remove_of_team" => saved_filters::remove_of_team(desk, 1),
        WriteNote "notes::write" => notes::write(desk, NUMBER, "Позвонить"),
        Take "bulk::preview" => bulk::preview(desk, BulkVerb::Take, None, &[NUMBER]),
        Forward "bulk::preview" => bulk::preview(desk, BulkVerb::Forward, None, &[NUMBER]),
        Take "bulk::run" => bulk::run(desk, bulk::Step::Take, &[]),
        Return "bulk::run" => bulk::run(desk, bulk::Step::Return(REASON), &[]),
        ViewApplication "queue::beside" => queue::beside(desk),
        Take "review::take" => review::take(desk, NUMBER, 1),
        Release "review::release" => review::release(desk, NUMBER, 1),
        HandOver "review::hand_over" => review::hand_over(desk, NUMBER, 1, PersonId(1), ""),
        SetParameters "review::set_parameters" => review::set_parameters(desk, NUMBER, 1, parameters()),
        Forward "review::forward" => review::forward(desk, NUMBER, 1, review::Sent::AS_SAVED),
        Forward "review::undo" => review::undo(desk, NUMBER, 1),
        Return "decisions::return_to_client" => decisions::return_to_client(desk, NUMBER, 1, REASON),
        Reject "decisions::reject" => decisions::reject(desk, NUMBER, 1, REASON),
        Hold "decisions::hold" => decisions::hold(desk, NUMBER, 1, None, ""),
        Hold "decisions::wake" => decisions::wake(desk, NUMBER, 1),
        ViewAuthority "attention::issuance" => attention::issuance(desk, "", None),
        ResendErrand "attention::resend" => attention::resend(desk, NUMBER, "Связь есть"),
        ResetErrand "attention::reset" => attention::reset(desk, NUMBER, "Отправили по ошибке"),
        RefuseAtAuthority "attention::refuse" => attention::refuse(desk, NUMBER, "Нет доверенности"),
    )
}

pub(super) fn own_applications(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        Submit "intake::receive" => failing(intake::receive(desk, Some("key"), "{}")),
        MendOwnApplication "mending::mend" => failing(mending::mend(desk, NUMBER, 1, "{}")),
        ViewOwnApplication "cabinet::list" => cabinet::list(desk, None),
        ViewOwnApplication "expiry::own" => expiry::own(desk),
        ViewOwnApplication "cabinet::open" => cabinet::open(desk, NUMBER),
        ViewOwnApplication "cabinet::as_received" => cabinet::as_received(desk, NUMBER),
        ViewOwnApplication "cabinet::organizations" => cabinet::organizations(desk),
        ViewOwnApplication "cabinet::stand" => cabinet::stand(desk, NUMBER),
        ViewOwnApplication "cabinet::certificate" => cabinet::certificate(desk, NUMBER, "01"),
        NudgePartner "cabinet::nudge" => cabinet::nudge(desk, NUMBER),
        WithdrawOwnApplication "cabinet::withdraw" => cabinet::withdraw(desk, NUMBER),
        CompleteOwnApplication "cabinet::complete" => cabinet::complete(desk, NUMBER),
    )
}

pub(super) fn drafts(desk: &Desk) -> Vec<Probe<'_>> {
    let (id, step) = (DraftId(1), DraftStep::Owners);
    let filled = move || Filled { seen: 1, step, onward: true, fields: TypedFields::default() };
    probes!(
        FillDraft "drafts::list" => drafts::list(desk),
        FillDraft "drafts::waiting" => drafts::waiting(desk),
        FillDraft "drafts::start" => drafts::start(desk),
        FillDraft "drafts::begin" => drafts::begin(desk, TypedStart::default()),
        FillDraft "drafts::correct" => drafts::correct(desk, NUMBER),
        FillDraft "drafts::remove" => drafts::remove(desk, id),
        FillDraft "drafts::open" => drafts::open(desk, id),
        FillDraft "drafts::fill" => async { drafts::fill(desk, id, &filled()).await },
        FillDraft "drafts::fill_entry" => async { drafts::fill_entry(desk, id, None, &filled()).await },
        FillDraft "drafts::remove_entry" => drafts::remove_entry(desk, id, step, 1, 1),
        FillDraft "drafts::begin_files" => drafts::begin_files(desk, id),
        FillDraft "drafts::add_file" => async {
            let folder = tempfile::tempdir().unwrap();
            let store = Files::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
            let body = stream::empty::<Result<Bytes, Infallible>>();
            drafts::add_file(desk, &store, id, "", body).await.map_err(|failure| match failure {
                AttachFailure::Failed(failure) => failure,
                AttachFailure::BrokenOff(never) => match never {},
            })
        },
        FillDraft "drafts::remove_file" => drafts::remove_file(desk, id, DraftFileId(1)),
        FillDraft "drafts::pass_files" => drafts::pass_files(desk, id),
        FillDraft "drafts::waiting_file" => drafts::waiting_file(desk, id, DraftFileId(1)),
        SendDraft "drafts::send" => async { drafts::send(desk, id, &SeenDraft::default()).await },
        RunErrand "drafts::sweep" => drafts::sweep(desk),
        RunErrand "attachments::sweep" => async {
            let folder = tempfile::tempdir().unwrap();
            let store = Files::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
            attachments::sweep(desk, &store).await
        },
    )
}

pub(super) fn organizations(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewOrganization "organizations::list" => organizations::list(desk, "", None, None),
        ViewOrganization "organizations::open" => organizations::open(desk, "7000001"),
        ViewDocument "documents::list" => async {
            documents::list(desk, &DocumentQuery::default(), None).await
        },
        ViewDocument "documents::open" => documents::open(desk, DocumentId(1)),
        RemindOrganization "expiry::board" => expiry::board(desk, Horizon::Sixty, 0),
        RemindOrganization "expiry::export" => expiry::export(desk, Horizon::Sixty),
        RemindOrganization "expiry::remind" => expiry::remind(desk, "7000001"),
        LookUpOrganization "support::search" => support::search(desk, "ромашка", None),
        LookUpOrganization "support::open" => support::open(desk, "7000001", ""),
        LookUpOrganization "support::reset" => support::reset(desk, "7000001", NUMBER, "Отправили по ошибке"),
        RevealPersonalData "support::reveal" => support::reveal(desk, "7000001", "", &ASKING),
        ViewDocumentation "documentation::support_phone" => documentation::support_phone(desk),
    )
}

async fn failing<T: std::fmt::Debug>(
    sent: impl Future<Output = Result<T, IntakeFailure>>,
) -> Result<T, Failure> {
    match sent.await {
        Err(IntakeFailure::Failure(failure)) => Err(failure),
        other => panic!("{other:?}"),
    }
}

fn parameters() -> ConnectionParameters {
    ConnectionParameters { enabled: false, tier: None, basis: Basis::Paid, group_band: None }
}
