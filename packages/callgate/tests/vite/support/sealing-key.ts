// A production build wants a key as soon as a function captures something.
process.env['CALLGATE_KEYS'] = Buffer.alloc(32, 7).toString('base64');
