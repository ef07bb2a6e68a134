//! Every flag that is not crategen's own, declared once. What they do is elsewhere.

use std::path::PathBuf;

/// The chores of the crategen workspace.
#[derive(Debug, clap::Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub chore: Chore,
}

/// What can be done.
#[derive(Debug, clap::Subcommand)]
pub enum Chore {
    /// What crategen does for anyone's repository.
    #[command(flatten)]
    Crategen(crategen::cli::Command),
    /// Run all that continuous integration runs.
    Ci(CiFlags),
    /// Generate and compile every OpenAPI document in a folder, and say what became of each.
    Corpus(CorpusFlags),
    /// Generate one document of a corpus, in a process of its own.
    #[command(hide = true)]
    CorpusOne(DocumentFlags),
    /// What the package `crategen-trials` does.
    #[command(flatten)]
    Trial(Trial),
    /// Hold what `diff` says of the Rust API against cargo-semver-checks and the compiler.
    Confirm(ConfirmFlags),
    /// Measure how fast things are against what one would otherwise use, and say whether that is within limits.
    Bench(BenchFlags),
}

/// What the package `crategen-trials` can do.
#[derive(Debug, clap::Subcommand)]
pub enum Trial {
    /// Read and write instances of every schema of documents with the emitted types, and say where they change.
    Roundtrip(RoundtripFlags),
    /// Do so for one document, in a process of its own.
    #[command(hide = true)]
    RoundtripOne(DocumentFlags),
    /// Call every operation of a document once against Prism, a mock server that others wrote, and say what it refuses.
    Prism(PrismFlags),
}

/// The flags of `bench`.
#[derive(Clone, Debug, clap::Args)]
pub struct BenchFlags {
    /// What to measure.
    #[command(subcommand)]
    pub benchmark: Benchmark,
    /// Write all that was measured to a file; `-` is standard output, which then has nothing else.
    #[arg(long, value_name = "FILE", global = true)]
    pub json: Option<PathBuf>,
}

/// What can be measured.
#[derive(Clone, Debug, clap::Subcommand)]
pub enum Benchmark {
    /// Install what to compare with, in pinned versions, below `target/`: other generators, and the official SDK for Python.
    Setup,
    /// What it takes to make crates of documents: time and memory, against other generators.
    Generate(GenerateFlags),
    /// What it takes to compile crates of documents, alone, against those that other generators make; and acs-sdk.
    Compile(CompileFlags),
    /// Whether the time that it takes is in proportion to the document, with documents of up to 100,000 operations.
    Scale(ScaleFlags),
    /// What a call costs through acs-sdk: instructions, time and memory, against the same call by hand with reqwest and
    /// serde, and time against the official SDK for Python. Counts instructions with Valgrind.
    Client,
    /// What it costs to read and write lists of large objects with emitted models, against serde's derives on the same
    /// types. Counts instructions with Valgrind.
    Codec,
}

/// Which documents, against which generators.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ContestFlags {
    /// The folder of other people's documents, such as `github.json`; without it, only our own is measured.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Only the document with this name, without the end of its file; `acs` is our own. May be given several times.
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Compare with this generator only. May be given several times.
    #[arg(long, value_name = "NAME")]
    pub peer: Vec<String>,
}

/// The flags of `bench generate`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct GenerateFlags {
    /// Of what.
    #[command(flatten)]
    pub contest: ContestFlags,
    /// How often each is run; the median counts.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub rounds: usize,
}

/// The flags of `bench compile`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CompileFlags {
    /// Of what.
    #[command(flatten)]
    pub contest: ContestFlags,
    /// Only this. May be given several times.
    #[arg(long, value_name = "VERB")]
    pub verb: Vec<Verb>,
    /// How often each is run; the median counts.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub rounds: usize,
}

/// What cargo does with a crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Verb {
    /// Without machine code.
    Check,
    /// With it, for debugging.
    Build,
}

impl Verb {
    /// As cargo has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }

    /// As it is said while it goes on.
    pub fn gerund(self) -> &'static str {
        match self {
            Self::Check => "Checking",
            Self::Build => "Building",
        }
    }
}

/// The flags of `bench scale`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ScaleFlags {
    /// How many operations the largest document has at most.
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub operations: usize,
    /// How often each is run; the median counts.
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub rounds: usize,
}

/// The flags of `ci`.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct CiFlags {
    /// Only the quick steps, which come first.
    #[arg(long, conflicts_with = "after_tests")]
    pub fast: bool,
    /// All steps but the tests, which have just been run.
    #[arg(long)]
    pub after_tests: bool,
}

/// The flags of `corpus`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CorpusFlags {
    /// The folder of the documents, and of folders of documents.
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Only the documents whose path has this in it.
    #[arg(long, value_name = "NAME")]
    pub only: Option<String>,
    /// Generate only.
    #[arg(long)]
    pub no_compile: bool,
    /// Run clippy on what compiles, too.
    #[arg(long, conflicts_with = "no_compile")]
    pub clippy: bool,
    /// Write all that is known of every document to a file.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The flags of `roundtrip`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct RoundtripFlags {
    /// A document, or a folder of documents and of folders of documents.
    #[arg(value_name = "DIR|FILE")]
    pub path: PathBuf,
    /// Only the documents whose path has this in it.
    #[arg(long, value_name = "NAME")]
    pub only: Option<String>,
    /// Write all that is known of every document to a file.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The flags of `confirm`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ConfirmFlags {
    /// All pairs, not only one for each rule.
    #[arg(long)]
    pub all: bool,
    /// Only the pairs whose name has this in it.
    #[arg(long, value_name = "NAME", conflicts_with = "all")]
    pub only: Option<String>,
}

/// The flags of `prism`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct PrismFlags {
    /// The document: OpenAPI 3.0 or 3.1.
    #[arg(value_name = "FILE")]
    pub document: PathBuf,
}

/// The arguments of `corpus-one` and of `roundtrip-one`.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct DocumentFlags {
    /// The document.
    pub document: PathBuf,
    /// The folder of the crate.
    pub out: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_flags_agree_with_each_other() {
        super::Args::command().debug_assert();
    }
}
