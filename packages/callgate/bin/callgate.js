#!/usr/bin/env node
// Committed, not built: npm links a package's commands when it is installed, so in a fresh clone
// before the first build.
import '../dist/cli/main.js';
