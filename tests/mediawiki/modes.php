<?php
# What goes wrong on purpose: read at each request, so that a test can switch it while the wiki runs.
$ecgModes = json_decode( (string)@file_get_contents( __DIR__ . '/modes.json' ), true ) ?: [];

if ( PHP_SAPI !== 'cli' ) {
	if ( !empty( $ecgModes['unavailable'] ) ) {
		http_response_code( 503 );
		header( 'Retry-After: 2' );
		exit( '<html>Service Unavailable</html>' );
	}
	if ( !empty( $ecgModes['readonly'] ) ) {
		$wgReadOnly = 'for a test';
	}
	if ( !empty( $ecgModes['private'] ) ) {
		$wgGroupPermissions['*']['read'] = false;
	}
	if ( !empty( $ecgModes['spam'] ) ) {
		$wgSpamRegex = [ '/' . $ecgModes['spam'] . '/' ];
	}
	if ( !empty( $ecgModes['largest'] ) ) {
		$wgMaxArticleSize = $ecgModes['largest'];
	}
	if ( !empty( $ecgModes['no_right'] ) ) {
		$wgRevokePermissions['user']['edit'] = true;
	}
	if ( !empty( $ecgModes['limited'] ) ) {
		$wgRateLimits['edit'] = [ '&can-bypass' => false, 'user' => [ 0, 60 ], 'newbie' => [ 0, 60 ] ];
	}
	if ( !empty( $ecgModes['session_seconds'] ) ) {
		$wgObjectCacheSessionExpiry = $ecgModes['session_seconds'];
	}
	if ( !empty( $ecgModes['captcha'] ) ) {
		wfLoadExtensions( [ 'ConfirmEdit', 'ConfirmEdit/QuestyCaptcha' ] );
		$wgCaptchaQuestions = [ 'Two and two?' => 'four' ];
		$wgCaptchaTriggers['edit'] = true;
	}
	if ( !empty( $ecgModes['lag'] ) ) {
		$wgHooks['ApiMaxLagInfo'][] = static function ( &$lag ) {
			$lag = [ 'host' => 'replica', 'lag' => 12, 'type' => 'db' ];
		};
	}
	if ( !empty( $ecgModes['slow_save'] ) ) {
		$wgHooks['PageSaveComplete'][] = static function () use ( $ecgModes ) {
			usleep( (int)( $ecgModes['slow_save'] * 1e6 ) );
		};
	}
}
if ( !empty( $ecgModes['no_diff3'] ) ) {
	$wgDiff3 = '';
}
