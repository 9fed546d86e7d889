
# What the tests need of a wiki that nobody else will ever see.
$wgMainCacheType = $wgSessionCacheType = $wgParserCacheType = CACHE_DB;
$wgJobRunRate = 0;
$wgEnableEmail = false;
$wgPasswordAttemptThrottle = [];
$wgRateLimits = [];
$wgGroupPermissions['*']['edit'] = true;
require __DIR__ . '/modes.php';
