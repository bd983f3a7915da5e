"""The speed gate: cycles of executed traces by llvm-mca, and what llvm-mca leaves out.

From a trace to a verdict: `workloads` (which inputs), `tracing` (what is executed on them),
`windows` (which parts of long traces), `mca` (llvm-mca's timelines), `branches`, `forwarding`,
`fetch` and `caches` (the corrections) with the figures of `cores`, `retime` (what the corrections
do to a timeline), `costing` (cycles of a call), `baseline` (both codes beside each other),
`gate` (the decision) under a `policy`.
"""
