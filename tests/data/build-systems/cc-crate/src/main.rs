// What a build script does, run as a program: no Rust library for AArch64 is needed so.
fn main() {
    let words: Vec<String> = std::env::args().collect();
    cc::Build::new()
        .target("aarch64-unknown-linux-gnu")
        .host("x86_64-unknown-linux-gnu")
        .opt_level(3)
        .out_dir(&words[1])
        .cargo_metadata(false)
        .flag_if_supported("-fno-such-flag")
        .flag_if_supported("-fno-plt")
        .file("../kernel.c")
        .file("../mix.c")
        .compile("kernel");
}
