package main

// What package syscall has no name for.
const sysSendmmsg = 269
