#!/usr/bin/env node
// Plain JavaScript, so that the machine's own Node can start it: re-executes itself on the pinned Node where that is older.
