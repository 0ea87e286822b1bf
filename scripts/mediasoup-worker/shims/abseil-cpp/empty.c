/* The worker links this library whole; the real one comes from the system as a shared library. */
