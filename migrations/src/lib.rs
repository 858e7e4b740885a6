//! The schema, step by step: one noun a step. Released steps are frozen and use no code of the service.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

mod engine;
mod m0001_people;
mod m0002_tariffs;
mod m0003_organizations;
mod m0004_applications;
mod m0005_audit;
mod m0006_errands;
mod m0007_settlement;
mod m0008_decisions;
mod m0009_circuits;
mod m0010_search;
mod m0011_house;
mod m0012_operator;
mod m0013_large_offices;
mod m0014_working_fast;
mod m0015_sums_and_lists;
mod m0016_letters_of_links;
mod m0017_reasons;
mod m0018_requests;
mod m0019_terms;
mod m0020_credits;
mod m0021_guards;
mod m0022_journal;
mod m0023_installation;
mod m0024_guesses;
mod m0025_accounts;
mod m0026_registrations;
mod m0027_products;
mod m0028_members;
mod m0029_drafts;
mod m0030_after_sending;
mod m0032_attachments;
mod m0033_phones;
mod m0034_draft_files;
mod m0035_partners_invitations;
mod m0036_questions;
mod m0037_documents;
mod m0038_archives;
mod m0039_disowned;
mod m0040_sales;
mod m0041_printed;
mod m0042_acts;
mod m0044_subscriptions;
mod m0045_logos;
mod m0046_factors;
mod m0047_policy_versions;
mod m0048_standing_in;
mod m0049_cloud;
mod m0050_passkeys;
mod m0051_program_passwords;
mod m0052_told_resets;
mod m0053_waiting_subscriptions;
mod m0054_accreditation;
mod m0055_kept_forms;
mod m0056_term_trigrams;
mod m0059_sort_names;

/// All steps, in order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        let first: Vec<Box<dyn MigrationTrait>> = vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_tariffs::Migration),
            Box::new(m0003_organizations::Migration),
            Box::new(m0004_applications::Migration),
            Box::new(m0005_audit::Migration),
            Box::new(m0006_errands::Migration),
            Box::new(m0007_settlement::Migration),
            Box::new(m0008_decisions::Migration),
            Box::new(m0009_circuits::Migration),
            Box::new(m0010_search::Migration),
            Box::new(m0011_house::Migration),
            Box::new(m0012_operator::Migration),
            Box::new(m0013_large_offices::Migration),
            Box::new(m0014_working_fast::Migration),
            Box::new(m0015_sums_and_lists::Migration),
            Box::new(m0016_letters_of_links::Migration),
            Box::new(m0017_reasons::Migration),
            Box::new(m0018_requests::Migration),
            Box::new(m0019_terms::Migration),
            Box::new(m0020_credits::Migration),
            Box::new(m0021_guards::Migration),
            Box::new(m0022_journal::Migration),
            Box::new(m0023_installation::Migration),
            Box::new(m0024_guesses::Migration),
            Box::new(m0025_accounts::Migration),
            Box::new(m0026_registrations::Migration),
            Box::new(m0027_products::Migration),
            Box::new(m0028_members::Migration),
            Box::new(m0029_drafts::Migration),
            Box::new(m0030_after_sending::Migration),
            Box::new(m0032_attachments::Migration),
            Box::new(m0033_phones::Migration),
            Box::new(m0034_draft_files::Migration),
            Box::new(m0035_partners_invitations::Migration),
            Box::new(m0036_questions::Migration),
            Box::new(m0037_documents::Migration),
            Box::new(m0038_archives::Migration),
            Box::new(m0039_disowned::Migration),
            Box::new(m0040_sales::Migration),
            Box::new(m0041_printed::Migration),
            Box::new(m0042_acts::Migration),
            Box::new(m0044_subscriptions::Migration),
            Box::new(m0045_logos::Migration),
        ];
        first.into_iter().chain(who_somebody_is()).collect()
    }
}

/// The steps of who somebody really is.
fn who_somebody_is() -> Vec<Box<dyn MigrationTrait>> {
    vec![
        Box::new(m0046_factors::Migration),
        Box::new(m0047_policy_versions::Migration),
        Box::new(m0048_standing_in::Migration),
        Box::new(m0049_cloud::Migration),
        Box::new(m0050_passkeys::Migration),
        Box::new(m0051_program_passwords::Migration),
        Box::new(m0052_told_resets::Migration),
        Box::new(m0053_waiting_subscriptions::Migration),
        Box::new(m0054_accreditation::Migration),
        Box::new(m0055_kept_forms::Migration),
        Box::new(m0056_term_trigrams::Migration),
        Box::new(m0059_sort_names::Migration),
    ]
}
