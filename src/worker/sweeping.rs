//! Sweeping the store of files, apart from the other work: a store that does not answer holds up nothing else.

use std::time::Duration;

use tokio::sync::watch;

use super::Worker;
use crate::operations::{Desk, attachments};

/// The pause between two sweeps: reading the whole store takes long.
const PAUSE: Duration = Duration::from_hours(1);

impl Worker {
    /// Sweeps until it is told to stop.
    pub(super) async fn run_sweeps(&self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            tokio::select! { () = self.sweep_files() => {}, _ = stop.changed() => return }
            tokio::select! { () = tokio::time::sleep(PAUSE) => {}, _ = stop.changed() => {} }
        }
    }

    /// Deletes the files that nothing needs.
    pub async fn sweep_files(&self) {
        let Some(files) = &self.files else { return };
        let desk = Desk::of_worker(&self.house, "files".to_owned());
        if let Err(error) = attachments::sweep(&desk, files).await {
            tracing::error!(%error, "the files that nothing needs cannot be deleted; later again");
        }
    }
}
