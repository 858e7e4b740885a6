//! The `openssl` command with its GOST engine, as the client's program and as the reader of certificates. No test goes
//! without it: where it is missing, they fail.

use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// The configuration of the GOST engine, apart from that of the requests.
const ENGINE: &str = "openssl_conf = init\n[init]\nengines = engines\n[engines]\ngost = gost\n\
                      [gost]\nengine_id = gost\ndefault_algorithms = ALL\n";

const REQUEST: &str = "oid_section = oids\n[oids]\nINNLE = 1.2.643.100.4\n\
                       [req]\nprompt = no\nutf8 = yes\nstring_mask = utf8only\ndistinguished_name = owner\n\
                       [owner]\nC = RU\nO = ООО «Ромашка»\ntitle = Генеральный директор\n\
                       CN = Петрова Анна Ивановна\nSN = Петрова\nGN = Анна Ивановна\n\
                       INN = 990000661323\nINNLE = 9900815901\nOGRN = 1009918609139\nSNILS = 99000000153\n";

/// A folder in which `openssl` runs; it is deleted when the test ends.
pub(crate) struct Workshop(TempDir);

impl Workshop {
    /// A workshop with the engine.
    pub(crate) fn open() -> Self {
        let workshop = Self(tempfile::tempdir().unwrap());
        workshop.lay("engine.cnf", ENGINE);
        workshop.lay("request.cnf", REQUEST);
        workshop
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn lay(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// The content of a file.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    /// A request for a new GOST R 34.10-2012 key, in PEM, also written to `gost.csr`.
    pub(crate) fn gost_request(&self) -> String {
        let key = ["-newkey", "gost2012_256", "-pkeyopt", "paramset:A", "-keyout", "key.pem", "-nodes"];
        self.says(&[&["req", "-new", "-config", "request.cnf", "-out", "gost.csr"][..], &key[..]].concat());
        String::from_utf8(self.read("gost.csr")).unwrap()
    }

    /// The output of `openssl`. Fails the test when the command fails.
    pub(crate) fn says(&self, words: &[&str]) -> String {
        let output = Command::new("openssl")
            .args(words)
            .current_dir(self.0.path())
            .env("OPENSSL_CONF", self.path("engine.cnf"))
            .output()
            .expect("this test needs the openssl command");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {words:?} failed: {errors}");
        String::from_utf8(output.stdout).unwrap()
    }
}
