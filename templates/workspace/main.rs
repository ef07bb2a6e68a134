// Most of what a run does is to make small things and to let them go.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    crategen::cli::main(env!("CARGO_MANIFEST_DIR"))
}
