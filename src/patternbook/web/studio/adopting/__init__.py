"""A council takes a service as its own: settings, bindings, preview, switching on."""
