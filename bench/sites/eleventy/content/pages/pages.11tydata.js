module.exports = { tags: [], eleventyExcludeFromCollections: true };
