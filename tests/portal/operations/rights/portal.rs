//! The operations on products, deliveries, attachments and one's own subscriber.

use std::convert::Infallible;

use axum::body::Bytes;
use futures_util::stream;
use registrar::domain::archive::{ArchiveKind, TypedArchive};
use registrar::domain::ids::{
    ArchiveId, AttachmentId, InvitationId, PersonId, ProductId, QuestionId, SubscriptionId,
};
use registrar::domain::product::{FreeProduct, TypedQuestionnaire};
use registrar::domain::question::{QuestionState, TypedQuestion};
use registrar::domain::registration::Profile;
use registrar::gateways::files::Files;
use registrar::operations::attachments::AttachFailure;
use registrar::operations::members::TypedInvitation;
use registrar::operations::products::TypedPair;
use registrar::operations::profile::ChangeFailure;
use registrar::operations::subscriptions::TypedSubscription;
use registrar::operations::{
    Desk, Failure, Requester, administrators, archives, attachments, deliveries, disowning, members,
    products, questions, registration, subscriber, subscriptions,
};

use super::{NUMBER, Probe, probes};

const CALLER: Requester<'static> = Requester { address: "192.0.2.1", secret: &[7], request_id: "test" };

pub(super) fn products(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewOwnProduct "products::list" => products::list(desk),
        ViewOwnProduct "products::open" => products::open(desk, ProductId(1)),
        RegisterProduct "products::prove" => async {
            products::prove(desk, &CALLER, &TypedPair::default()).await
        },
        RegisterProduct "products::claimed" => products::claimed(desk, ""),
        RegisterProduct "products::register" => async {
            products::register(desk, "", &TypedQuestionnaire::default()).await
        },
        RegisterProduct "products::receive" => products::receive(desk, FreeProduct::Publisher),
        ManageDeliveries "deliveries::count" => deliveries::count(desk),
        ManageDeliveries "deliveries::known" => deliveries::known(desk, &[]),
        ManageDeliveries "deliveries::publish" => deliveries::publish(desk, &[7], Vec::new()),
    )
}

pub(super) fn questions(desk: &Desk) -> Vec<Probe<'_>> {
    let id = QuestionId(1);
    probes!(
        AskQuestion "questions::form" => questions::form(desk),
        AskQuestion "questions::ask" => async {
            questions::ask(desk, &CALLER, &TypedQuestion::default()).await
        },
        AskQuestion "questions::own" => questions::own(desk, None),
        AskQuestion "questions::open" => questions::open(desk, id),
        AskQuestion "questions::write" => async move { questions::write(desk, &CALLER, id, 1, "").await },
        AnswerQuestion "questions::board" => questions::board(desk, QuestionState::Waiting, None),
        AnswerQuestion "questions::waiting" => questions::waiting(desk),
        AnswerQuestion "questions::thread" => questions::thread(desk, id),
        AnswerQuestion "questions::answer" => questions::answer(desk, id, 1, ""),
        AnswerQuestion "questions::close" => questions::close(desk, id, 1, ""),
    )
}

pub(super) fn archives(desk: &Desk) -> Vec<Probe<'_>> {
    let (id, kind) = (ArchiveId(1), ArchiveKind::Invoices);
    probes!(
        RequestArchive "archives::form" => archives::form(desk),
        RequestArchive "archives::preview" => async move {
            archives::preview(desk, kind, &TypedArchive::default()).await
        },
        RequestArchive "archives::promise" => async move {
            archives::promise(desk, &TypedArchive::default()).await
        },
        RequestArchive "archives::request" => async move {
            archives::request(desk, kind, &TypedArchive::default()).await
        },
        RequestArchive "archives::own" => archives::own(desk, None),
        RequestArchive "archives::version" => archives::version(desk),
        RequestArchive "archives::open" => archives::open(desk, id),
        RequestArchive "archives::redirect" => archives::redirect(desk, id, ""),
        RequestArchive "archives::take" => archives::take(desk, id),
        RequestArchive "subscriptions::own" => subscriptions::own(desk),
        RequestArchive "subscriptions::begin" => async move {
            subscriptions::begin(desk, &TypedSubscription::default()).await
        },
        RequestArchive "subscriptions::end" => subscriptions::end(desk, SubscriptionId(1)),
        RequestArchive "disowning::houses" => disowning::houses(desk),
        RequestArchive "disowning::disown" => disowning::disown(desk, ""),
        AnswerQuestion "disowning::reopen" => disowning::reopen(desk, QuestionId(1)),
    )
}

pub(super) fn attachments(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        RegisterProduct "products::answered" => products::answered(desk, "claim"),
        ViewOwnApplication "attachments::own" => attachments::own(desk, NUMBER),
        AttachToOwnApplication "attachments::begin" => attachments::begin(desk, NUMBER),
        AttachToOwnApplication "attachments::attach" => async {
            let folder = tempfile::tempdir().unwrap();
            let store = Files::from_setting(&format!("dir:{}", folder.path().display())).unwrap();
            let body = stream::empty::<Result<Bytes, Infallible>>();
            attachments::attach(desk, &store, NUMBER, "", body).await.map_err(|failure| match failure {
                AttachFailure::Failed(failure) => failure,
                AttachFailure::BrokenOff(never) => match never {},
            })
        },
        AttachToOwnApplication "attachments::remove" => attachments::remove(desk, NUMBER, AttachmentId(1)),
        ViewOwnApplication "attachments::own_file" => attachments::own_file(desk, NUMBER, AttachmentId(1)),
        ViewApplication "attachments::file" => attachments::file(desk, NUMBER, AttachmentId(1)),
    )
}

pub(super) fn subscriber(desk: &Desk) -> Vec<Probe<'_>> {
    probes!(
        ViewOwnSubscriber "subscriber::own_organizations" => subscriber::own_organizations(desk),
        ViewOwnSubscriber "subscriber::profile" => subscriber::profile(desk),
        ViewOwnSubscriber "members::list" => members::list(desk),
        ManageOwnSubscriber "members::invite" => async {
            members::invite(desk, &CALLER, &TypedInvitation::default()).await
        },
        ManageOwnSubscriber "members::withdraw" => members::withdraw(desk, "", InvitationId(1)),
        ManageOwnSubscriber "members::end" => members::end(desk, "", PersonId(1)),
        ManageOwnSubscriber "members::name_by_inn" => members::name_by_inn(desk, "", PersonId(1)),
        AcceptInvitation "members::accept" => members::accept(desk, ""),
        InviteAdministrator "administrators::of" => administrators::of(desk, ""),
        InviteAdministrator "administrators::invite" => async {
            administrators::invite(desk, &CALLER, "", "").await
        },
        InviteAdministrator "administrators::withdraw" => {
            administrators::withdraw(desk, "", InvitationId(1))
        },
        EditOwnProfile "registration::add_email" => async {
            registration::add_email(desk, &CALLER, "", "").await.map_err(|failure| match failure {
                ChangeFailure::Failure(failure) => failure,
                ChangeFailure::Throttled(seconds) => Failure::TooOften(seconds),
            })
        },
        EditOwnProfile "subscriber::change_profile" => async {
            subscriber::change_profile(desk, &Profile::default()).await
        },
    )
}
