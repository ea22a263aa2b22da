// `npm run bench -- matching`: filled in by the bench.
