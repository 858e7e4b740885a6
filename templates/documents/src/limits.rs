//! The limits that the program sets for itself before it reads anything.

use std::io;

use rlimit::Resource;

/// What the program may use at most. A limit, once set, cannot be raised again.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Limits {
    /// Seconds of the processor that it may use; then it is killed.
    #[arg(long, value_name = "N")]
    seconds: Option<u64>,
    /// MiB of address space that it may use; then it aborts.
    #[arg(long, value_name = "N")]
    megabytes: Option<u64>,
}

impl Limits {
    /// Sets the limits. One thread does the work: each further
    /// thread would reserve address space, however little it used.
    pub(crate) fn set(self) -> io::Result<()> {
        let set =
            |resource: Resource, most: Option<u64>| most.map_or(Ok(()), |most| resource.set(most, most));
        // The first limit says by its signal that it was the time; the second one is for who takes no notice.
        let seconds = self.seconds.map(|seconds| (seconds, seconds.saturating_add(1)));
        seconds.map_or(Ok(()), |(soft, hard)| Resource::CPU.set(soft, hard))?;
        set(Resource::AS, self.megabytes.map(|megabytes| megabytes.saturating_mul(1024 * 1024)))?;
        set(Resource::CORE, Some(0))?;
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
        pool.build_global().map_err(io::Error::other)
    }
}
