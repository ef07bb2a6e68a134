fn main() -> std::process::ExitCode {
    crategen::cli::main(env!("CARGO_MANIFEST_DIR"))
}
